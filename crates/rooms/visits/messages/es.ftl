# Visitas. Las claves empiezan con visits-.

visits-panel = Visitas
visits-panel-more = { $n ->
    [one] Hay una visita anterior en la línea de tiempo.
   *[other] Hay { $n } visitas anteriores en la línea de tiempo.
  }
visits-class-emergency = Sala de emergencias
visits-class-inpatient = Estancia en el hospital
visits-class-outpatient = Visita a la clínica
visits-class-home = Visita en casa
visits-class-virtual = Visita por teléfono o video
visits-class-community = Visita en la comunidad
visits-status-planned = Planeada
visits-status-arrived = Ya llegó
visits-status-in-progress = Está ahí ahora
visits-status-finished = Terminada
visits-status-cancelled = Cancelada
visits-from-until = { $from } a { $until }
visits-error-class = Diga qué tipo de visita fue
visits-error-times = Diga cuándo empezó la visita. No puede terminar antes ni empezar en el futuro.
visits-conflict-other-person = Este número de visita es de otra persona.
