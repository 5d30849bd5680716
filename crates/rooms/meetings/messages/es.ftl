## Lists and states
meetings-nav = Reuniones
meetings-title = Reuniones
meetings-lead = Vea cuándo se reúnen los grupos y qué decidieron. Puede venir a toda reunión abierta.
meetings-plan = Planear una reunión
meetings-subscribe = Obtener el calendario
meetings-actions = Tareas pendientes
meetings-notices = A quién se avisa
meetings-filter = Mostrar reuniones de
meetings-filter-all = Todos los grupos
meetings-empty = Todavía no hay reuniones
meetings-empty-text = Cuando un grupo planee una reunión, la verá aquí.
meetings-next = Próximas reuniones
meetings-next-none = Ahora no hay ninguna reunión planeada.
meetings-past = Reuniones pasadas
meetings-why = Motivo
meetings-when = { $day }, de { $from } a { $to }
meetings-state-planned = Planeada
meetings-state-running = En curso
meetings-state-closed = Terminó. Pronto habrá acta
meetings-state-published = Ya puede leer el acta
meetings-state-cancelled = Cancelada
meetings-state-not-opened = Terminó. No hay acta
meetings-join-online = Entrar en línea
meetings-join-phone = Llame al
meetings-way-room = En la sala
meetings-way-online = En línea
meetings-way-phone = Por teléfono
meetings-sector-healthcare = Atención médica
meetings-sector-public-health = Salud pública
meetings-sector-payer = Planes de salud
meetings-sector-social-services = Servicios sociales
meetings-sector-housing = Vivienda
meetings-sector-education = Escuelas y educación
meetings-sector-faith = Grupos de fe
meetings-sector-business = Negocios
meetings-sector-government = Gobierno local
meetings-sector-community = Gente de la comunidad
meetings-feed-name = Reuniones de { $partnership }
meetings-every-weeks = { $n ->
    [one] Cada semana, el { $day }
   *[other] Cada { $n } semanas, el { $day }
  }
meetings-every-months = { $n ->
    [one] Cada mes, el { $nth } { $day }
   *[other] Cada { $n } meses, el { $nth } { $day }
  }
meetings-every-own = Esta reunión se repite. El calendario muestra cada día.
meetings-more = { $n ->
    [one] y 1 fecha más
   *[other] y { $n } fechas más
  }
meetings-nth-1 = primer
meetings-nth-2 = segundo
meetings-nth-3 = tercer
meetings-nth-4 = cuarto
meetings-nth-last = último

## One meeting
meetings-not-public = Solo para el grupo
meetings-is-cancelled = Esta reunión se canceló.
meetings-is-moved = Cambió la hora o el lugar de esta reunión.
meetings-open-to-all = Cualquiera puede venir y escuchar. El grupo decide.
meetings-calendar-file = Ponerla en mi calendario
meetings-workspace = Sala de trabajo
meetings-edit = Cambiar o cancelar
meetings-agenda = De qué se trata
meetings-agenda-none = Todavía no hay nada en la lista.
meetings-agenda-time = { $n ->
    [one] 1 minuto en total
   *[other] { $n } minutos en total
  }
meetings-agenda-up = Subir
meetings-agenda-down = Bajar
meetings-agenda-drop = Quitar
meetings-min = { $n } min
meetings-item-information = Informar
meetings-item-information-hint = Algo que el grupo debe saber.
meetings-item-discussion = Conversar
meetings-item-discussion-hint = El grupo conversa. No se decide nada.
meetings-item-decision = Decidir
meetings-item-decision-hint = Una propuesta llega a su fin. Ponga el enlace abajo.
meetings-item-from = Lo pide: { $sector }
meetings-item-from-keeper = Lo pide la coordinación
meetings-item-about = Sobre
meetings-propose = Agregar un punto
meetings-propose-text = Toda persona con un puesto puede agregar un punto. Quien dirige ordena la lista.
meetings-propose-do = Agregar
meetings-item-title = ¿De qué hablamos?
meetings-item-kind = ¿Para qué es?
meetings-item-minutes = ¿Cuántos minutos?
meetings-item-link = Enlace a una propuesta
meetings-item-link-hint = Pegue aquí la dirección de su página.
meetings-answer = ¿Va a venir?
meetings-answer-question = Su respuesta
meetings-answer-yes = Sí
meetings-answer-maybe = Tal vez
meetings-answer-no = No
meetings-answer-way = ¿Cómo va a participar?
meetings-answer-do = Enviar mi respuesta
meetings-answered-yes = Viene
meetings-answered-maybe = Tal vez viene
meetings-answered-no = No viene
meetings-needs = ¿Necesita algo para participar?
meetings-needs-hint = Solo lo ve quien organiza la reunión.
meetings-need-is-asked = Pedido
meetings-need-is-arranged = Arreglado
meetings-need-is-cannot = Esta vez no se puede
meetings-need-mine = Lo que usted pidió:
meetings-need-answer = Responder a lo que necesita
meetings-need-state = ¿En qué quedó?
meetings-need-reply = Diga cómo, o por qué no
meetings-need-reply-hint = La persona lo recibe por correo y lo ve en esta página.
meetings-need-do = Guardar y avisar
meetings-needs-text = Cuéntenos más
meetings-need-language = Intérprete o papeles en mi idioma
meetings-need-large-print = Letra grande
meetings-need-child-care = Cuidado de niños
meetings-need-ride = Transporte
meetings-need-other = Otra cosa
meetings-answers = Quién viene y qué necesita
meetings-answers-count = { $yes } vienen, { $maybe } tal vez, { $no } no vienen.
meetings-answers-private = No lo comparta. Los demás no lo ven.
meetings-somebody = Alguien
meetings-a-resident = Una persona de la comunidad

## Planning
meetings-field-body = Grupo
meetings-field-title = Nombre de la reunión
meetings-field-title-es = Nombre en español
meetings-field-start = Día y hora en que empieza
meetings-field-minutes = ¿Cuántos minutos?
meetings-field-place = Dónde
meetings-field-place-hint = Dé al menos una forma de participar.
meetings-field-room = Sala y dirección
meetings-field-online = Dirección web para entrar
meetings-field-phone = Teléfono para entrar
meetings-field-public = ¿Quién puede saber de ella?
meetings-public-yes = Todos. Cualquiera puede venir y escuchar
meetings-public-no = Solo miembros
meetings-field-repeats = ¿Se repite?
meetings-repeats-hint = La hora no cambia con el horario de verano.
meetings-repeats-no = No, una vez
meetings-repeats-weeks = Cada semana, el mismo día
meetings-repeats-months = Cada mes, el mismo día de la semana (el segundo martes)
meetings-repeats-own = Con una regla propia
meetings-field-every = ¿Cada cuántas semanas o meses?
meetings-field-every-hint = 1 es cada una, 2 es una sí y otra no.
meetings-field-ends = ¿Cuándo termina?
meetings-ends-open = Sin fin
meetings-ends-after = Después de un número de reuniones
meetings-ends-on = En un día
meetings-field-ends-after = ¿Cuántas reuniones?
meetings-field-ends-on = Último día
meetings-field-rule = Regla propia
meetings-field-rule-hint = Como la escriben los calendarios (RFC 5545), por ejemplo FREQ=WEEKLY;BYDAY=TU,TH
meetings-plan-who = Toda persona con un puesto y cada suplente recibe un correo con la fecha para su calendario.
meetings-plan-do = Planear e invitar
meetings-edit-who = Toda persona invitada recibe un correo con el cambio.
meetings-edit-do = Guardar y avisar
meetings-which = ¿Cuáles reuniones?
meetings-which-one = Solo esta
meetings-which-series = Esta y todas las que siguen
meetings-which-hint = Para todas las que siguen puede cambiar el nombre y el lugar. Para cambiar la hora de todas, cancélelas y planee otras.
meetings-cancel = Cancelar
meetings-cancel-do = Cancelar y avisar
meetings-field-why = ¿Por qué?
meetings-field-why-hint = Todos lo pueden leer.

## The meeting while it runs
meetings-open-text = Abra la reunión al empezar. Desde entonces se anota quién está.
meetings-open-from = Puede abrir la reunión desde { $time }.
meetings-open-wait = Abre la reunión quien dirige o coordina.
meetings-open-do = Abrir la reunión
meetings-close-do = Cerrar la reunión
meetings-reopen-do = Seguir con la reunión
meetings-publish = Terminar
meetings-publish-text = Lea el acta una vez más. Luego publíquela: todo el grupo recibe un correo.
meetings-publish-do = Publicar el acta
meetings-published-text = El acta ya está publicada.
meetings-take-back-do = Retirar el acta para corregirla
meetings-quorum = Gente suficiente para decidir
meetings-quorum-yes = El grupo puede decidir ahora
meetings-quorum-no = El grupo todavía no puede decidir
meetings-quorum-lost = Ya no hay gente suficiente para decidir
meetings-quorum-history = Cómo fue cambiando
meetings-quorum-met = Están { $present } de { $seats } puestos. Es suficiente.
meetings-quorum-seats = Están { $present } de { $seats } puestos. { $more ->
    [one] Tiene que llegar uno más.
   *[other] Tienen que llegar { $more } más.
  }
meetings-quorum-sectors = Están { $present } de { $seats } puestos, pero de muy pocos sectores. Tienen que estar al menos { $more } sectores.
meetings-quorum-three = Están { $present } de { $seats } puestos. Tienen que estar al menos { $more } sectores.
meetings-quorum-community = Están { $present } de { $seats } puestos, pero nadie de la comunidad.
meetings-quorum-missing = Están { $present } de { $seats } puestos. No es suficiente.
meetings-here = Quién está
meetings-here-none = Todavía no hay nadie.
meetings-since = desde { $at }
meetings-away = Todavía no están
meetings-away-hint = Cuando lleguen, pulse cómo participan.
meetings-deputy = Suplente: { $name }
meetings-leave-do = Se fue
meetings-gone = Quién se fue
meetings-left-at = se fue a { $at }
meetings-undo = Deshacer
meetings-guest = Agregar una persona invitada
meetings-guest-name = Nombre
meetings-guest-hint = Puede quedar vacío.
meetings-guest-do = Agregar
meetings-guest-one = Una persona invitada
meetings-floor = Quién tuvo la palabra
meetings-floor-text = Contamos minutos por sector, nunca por persona.
meetings-floor-few = Hubo muy poca gente para mostrar esto sin mostrar quién habló.
meetings-floor-apart = Usted tiene un asiento aquí, por eso ve cada sector aparte. En público se juntan los sectores con pocas personas.
meetings-floor-nobody = Nadie tiene la palabra.
meetings-floor-has = { $sector } desde { $at }
meetings-floor-stop = Parar
meetings-floor-item = Punto
meetings-floor-sector = Sector
meetings-floor-minutes = Minutos
meetings-floor-share = Parte
meetings-no-item = Ningún punto
meetings-write = Acta
meetings-write-hint = Guarde cada punto por separado. Dos personas pueden escribir a la vez.
meetings-in-spanish = En español
meetings-summary = En resumen
meetings-summary-label = Lo primero que la gente debe saber
meetings-notes-label = Notas de: { $item }
meetings-notes-do = Guardar
meetings-theirs = Otra persona guardó esto mientras usted escribía:
meetings-theirs-hint = Su texto está abajo. Una los dos y guarde otra vez.
meetings-template-information =
    Qué se informó:
    Preguntas:
meetings-template-discussion =
    Qué se dijo:
    En qué estamos de acuerdo:
    Qué falta:
meetings-template-decision =
    Qué se propuso:
    Preocupaciones:
meetings-agree = Anotar en qué quedaron
meetings-agreed-label = En qué quedó la reunión
meetings-agreed-hint = Solo se puede guardar mientras hay gente suficiente.
meetings-agree-do = Guardar
meetings-agreed = La reunión quedó en
meetings-agreed-text = En una reunión se queda en cómo trabajar. Eso no es una decisión. Una decisión viene de una propuesta.
meetings-agreed-propose = Hacer una propuesta
meetings-decided = Se decidió
meetings-decided-here = Se aprobó una propuesta en esta reunión.
meetings-decided-before = Esto se decidió antes. El grupo lo vio aquí.
meetings-agreed-by = { $n ->
    [one] Había 1 puesto a { $at }
   *[other] Había { $n } puestos a { $at }
  }
meetings-task = Anotar quién hace qué
meetings-task-do = Agregar
meetings-choose = Elija
meetings-action = Tarea

## Minutes
meetings-minutes = Acta de la reunión
meetings-minutes-published = Publicada: { $when }
meetings-minutes-none = No se anotó nada.
meetings-minutes-no-notes = Sin notas en este punto.
meetings-minutes-soon = El acta se publica pronto.
meetings-minutes-actions = Quién hace qué
meetings-minutes-actions-none = Nadie tomó una tarea nueva.
meetings-minutes-there = Quién estuvo
meetings-there = Estuvieron { $n } de { $of } puestos.
meetings-guests = { $n ->
    [one] 1 persona invitada
   *[other] { $n } personas invitadas
  }
meetings-action-what = Qué
meetings-action-who = Quién
meetings-action-due = Para cuándo
meetings-action-from = De la reunión
meetings-action-state = Cómo va
meetings-action-done = Hecho
meetings-action-is-done = Hecho
meetings-action-is-open = Por hacer
meetings-action-late = Atrasado
meetings-actions-lead = Lo que la gente tomó a su cargo en reuniones y aún no está hecho.
meetings-actions-none = No queda nada por hacer
meetings-actions-none-text = Cuando alguien tome una tarea en una reunión, estará aquí.

## Who is told
meetings-notices-lead = Esto acordamos: a quién se avisa de las reuniones, los grupos, las propuestas y las decisiones, y cuándo.
meetings-notices-caption = A quién se avisa de qué
meetings-notices-what = Qué
meetings-notices-who = Quién
meetings-notices-how = Cómo
meetings-notices-when = Cuándo
meetings-notices-do = Guardar
meetings-notices-reminders = La gente del grupo recibe un aviso 7 días y 1 día antes, salvo que haya dicho que no.
meetings-notices-digest = Un resumen es un solo correo con todas las novedades. Sale a las 7 de la mañana; el semanal, los lunes.
meetings-notices-always = Estas cartas salen siempre, sin una regla
meetings-notices-always-sign = Un acuerdo por firmar: a cada parte, y otra vez cada semana hasta que firme. Quienes coordinan ven quién falta.
meetings-notices-always-ends = Un acuerdo que termina: a sus partes y a quienes coordinan, 60, 30 y 7 días antes.
meetings-notices-always-promise = Un compromiso: a quien lo cuida, 7 días antes de su fecha y 1 día después. A las 2 semanas, también a quienes coordinan.
meetings-notices-always-task = Algo asumido en una reunión: a quien se encargó, 7 días antes de su fecha y 1 día después.
meetings-notices-always-address = Donde nadie de un socio tiene cuenta, sus cartas van a la dirección de la organización.
meetings-event-scheduled = Se planea una reunión
meetings-event-changed = Cambia una reunión
meetings-event-cancelled = Se cancela una reunión
meetings-event-minutes = Se publica el acta
meetings-audience-body = El grupo y sus suplentes
meetings-event-proposal = Una propuesta del grupo pide palabras o una postura
meetings-event-objection = Alguien objeta una propuesta
meetings-event-adopted = Se aprueba una propuesta
meetings-event-review = Hay que revisar una decisión
meetings-event-result = El resultado de una votación obliga al grupo y espera
meetings-event-vote-opens = Empieza un voto de la comunidad
meetings-event-vote-closes = Un voto de la comunidad termina pronto
meetings-event-vote-result = Salió el resultado de un voto de la comunidad
meetings-event-term = Un periodo termina en 60 días, o ya terminó
meetings-event-standing = Un grupo ya no puede aprobar
meetings-event-waiting = La propuesta de un vecino o una vecina espera un grupo
meetings-audience-proposer = Quien la propuso
meetings-audience-admins = Organizaciones socias
meetings-audience-leads = Quienes dirigen el grupo
meetings-audience-keepers = Coordinación
meetings-audience-holder = Quien tiene el asiento
meetings-channel-calendar = Correo con fecha de calendario
meetings-channel-email = Correo
meetings-timing-never = Nunca
meetings-timing-now = Enseguida
meetings-timing-daily = En el resumen diario
meetings-timing-weekly = En el resumen semanal

## Letters
meetings-letter-when = { $day }, de { $from } a { $to }
meetings-letter-facts =
    { $title }
    { $body }
    { $when }
    { $place }
    { $url }
meetings-letter-scheduled = { $partnership } le invita a una reunión. La fecha viene con esta carta para su calendario.
meetings-letter-changed = Cambió una reunión de { $partnership }. Su calendario recibe el cambio con esta carta.
meetings-letter-series = Se repite. Su calendario muestra todas las fechas.
meetings-letter-answer = Abra la página para decir si viene y qué necesita: transporte, cuidado de niños, letra grande, intérprete. Ahí también puede agregar un punto a la lista.
meetings-letter-cancelled = Esta reunión se canceló. Motivo: { $why }
meetings-letter-cancelled-series = Esta reunión y todas las que siguen se cancelaron. Motivo: { $why }
meetings-letter-remind = Esta reunión es pronto.
meetings-letter-task-soon =
    Hola, { $name }:

    en una reunión ({ $meeting }) usted se encargó de esto: { $what }
    Es para el { $day }. ¿Ya está hecho? Dígalo aquí:
    { $url }
meetings-letter-task-late =
    Hola, { $name }:

    en una reunión ({ $meeting }) se asumió esto para el { $day }, y nadie ha dicho que esté hecho: { $what }
    { $url }
meetings-letter-need-arranged =
    Hola, { $name }:

    lo que usted pidió está arreglado para esta reunión.
meetings-letter-need-cannot =
    Hola, { $name }:

    lo que usted pidió no se puede en esta reunión.
meetings-news-scheduled = Se planeó una reunión.
meetings-news-changed = Cambió una reunión.
meetings-news-cancelled = Se canceló una reunión.
meetings-news-minutes = Ya está el acta de una reunión: en qué se quedó y quién hace qué.
meetings-news-proposal = Una propuesta de su grupo avanzó. Diga qué piensa, o cuál es su postura.
meetings-news-objection = Alguien objeta una propuesta. Lea por qué.
meetings-news-adopted = Se aprobó una propuesta. Ahora es una decisión.
meetings-news-review = El día de revisar una decisión está cerca o ya pasó.
meetings-news-result = La gente votó, y el resultado obliga a su grupo. Espera su respuesta.
meetings-news-vote-opens = Empezó un voto de la comunidad. Avise a las personas con quienes trabaja.
meetings-news-vote-closes = Un voto de la comunidad termina pronto. Todavía se puede votar.
meetings-news-vote-result = La gente votó. Este es el resultado.
meetings-news-term = Un periodo de su grupo llega a su fin. Vea quién sigue y qué hay que entregar.
meetings-news-standing = Su grupo puede hablar y trabajar, pero ahora no puede aprobar nada. Este es el motivo.
meetings-news-waiting = Una vecina o un vecino envió una propuesta. Espera a que un grupo la tome.
meetings-letter-item =
    { $title }
    { $body }
    { $url }
meetings-letter-body =
    { $body }
    { $title }
    { $url }
meetings-letter-term = { $sector }: hasta el { $day }
meetings-letter-term-over = { $sector }: terminó el { $day }
meetings-letter-handover = Todavía no hay nada en la lista de lo que se entrega. Empiécela aquí: { $url }
meetings-digest = Estas son las novedades.

## What was done
meetings-done-planned = La reunión está planeada. Las invitaciones van en camino.
meetings-done-changed = Guardado. Se avisa a todos.
meetings-done-cancelled = Cancelada. Se avisa a todos.
meetings-done-proposed = Su punto está en la lista.
meetings-done-ordered = La lista cambió.
meetings-done-answered = Gracias. Recibimos su respuesta.
meetings-done-need = Guardado. Ya se le avisó.
meetings-done-written = Guardado.
meetings-done-published = El acta está publicada. Se avisa a todos.
meetings-done-notices = Guardado.
meetings-done-action = Marcado como hecho.
meetings-done-action-open = Marcado como no hecho todavía.

## What was refused
meetings-conflict-body-ended = El trabajo de este grupo terminó. Ya no se reúne.
meetings-conflict-begun = Esta reunión ya empezó o se canceló. Ya no se puede cambiar.
meetings-conflict-over = Esta reunión ya terminó o se canceló.
meetings-conflict-written = Ya se escribió algo sobre este punto, o la reunión terminó. Se queda.
meetings-conflict-not-open = La reunión no está abierta ahora. No se guardó nada.
meetings-conflict-here = Este puesto ya está presente.
meetings-conflict-two-seats = Esta persona ya está en otro puesto.
meetings-conflict-changed = Otra persona guardó esto mientras usted escribía. Nada se perdió: los dos textos están abajo.
meetings-conflict-quorum = Ahora no hay gente suficiente para quedar en algo. Su texto sigue abajo.
meetings-conflict-adopt = Este grupo puede conversar, pero ahora no puede decidir: sus puestos no están como piden las reglas.
meetings-conflict-early = Una reunión se puede abrir desde dos horas antes de su inicio.
meetings-conflict-state = Alguien lo hizo antes. Mire la página otra vez.
meetings-error-long = Este texto es demasiado largo.
meetings-error-place = Dé una sala, una dirección web o un teléfono.
meetings-error-online = Una dirección web empieza con https://
meetings-error-start = Dé un día y una hora.
meetings-error-past = Elija una hora que aún no haya pasado.
meetings-error-minutes = Dé un número de minutos de 5 a 1440.
meetings-error-item-minutes = Dé un número de minutos de 1 a 480.
meetings-error-every = Dé un número de 1 a 12.
meetings-error-count = Dé un número de 1 a 200.
meetings-error-until = Elija un último día que no sea antes de la primera reunión.
meetings-error-rule = Esta regla no se puede usar. Revise cómo está escrita.
meetings-error-rule-often = Una reunión se repite una vez al día como máximo.
meetings-error-rule-start = La primera reunión no cae en un día de la regla. Cambie una de las dos.
meetings-error-why = Diga por qué, en 300 letras o menos.
meetings-error-way = Esta reunión no tiene esa forma de participar.
meetings-error-answer = Elija una respuesta.
meetings-error-about = No hay esa página. Revise la dirección.
meetings-error-owner = Elija quién lo hace.
meetings-error-due = Elija un día desde hoy.
meetings-error-nothing-written = Primero escriba algo: qué se dijo, en qué se quedó o quién hace qué.
meetings-error-reply = Diga por qué no se puede, y qué sería posible.
meetings-error-fixed = Los calendarios del grupo siempre se avisan enseguida.
