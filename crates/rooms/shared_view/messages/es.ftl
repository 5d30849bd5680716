# La vista compartida: una línea de tiempo, equipos, lo que ya se hace. Las claves empiezan con shared-view-.

shared-view-panel = Línea de tiempo
shared-view-panel-text = Todo lo que puede ver de esta persona, de cada grupo que lo comparte, en una sola lista.
shared-view-open = Abrir la línea de tiempo
shared-view-title = Línea de tiempo de { $name }
shared-view-crumb = Línea de tiempo
shared-view-count = { $n ->
    [one] Una nota
   *[other] { $n } notas
  } de { $orgs } organizaciones
shared-view-count-one = { $n ->
    [one] Una nota
   *[other] { $n } notas
  } de { $org }
shared-view-none-yet = No hay notas
shared-view-teams = Quién cuida a esta persona
shared-view-filter = Mostrar solo una parte
shared-view-kind = Qué
shared-view-any-kind = Todo
shared-view-kind-screening = Preguntas contestadas
shared-view-kind-need = Necesidades
shared-view-kind-referral = Ayuda que se pidió
shared-view-kind-service = Ayuda que se recibió
shared-view-kind-visit = Visitas
shared-view-kind-consent = Decisiones de compartir
shared-view-organization = Quién lo anotó
shared-view-any-organization = Todas las organizaciones
shared-view-since = Desde este día
shared-view-since-error = Esto no es un día. Escríbalo como 2026-03-04.
shared-view-show = Mostrar
shared-view-clear = Mostrar todo
shared-view-nothing = Todavía no hay nada aquí
shared-view-nothing-text = Aquí estarán las preguntas contestadas, las necesidades, la ayuda que se pidió y las visitas. Lo más nuevo va primero.
shared-view-nothing-found = No se encontró nada así
shared-view-nothing-found-text = Elija menos, o muestre todo.
shared-view-row-screening = Contestó preguntas: { $title }
shared-view-row-need = Necesidad: { $need }
shared-view-row-referral = Se pidió ayuda a { $place }: { $need }
shared-view-row-offer = Se pidió ayuda sin dar el nombre: { $need }
shared-view-row-sealed = Se pasó a un servicio confidencial
shared-view-row-service = Recibió ayuda de { $place }: { $need }
shared-view-row-consent = Dijo que sí a compartir con { $org }
shared-view-row-refused = Dijo que no a compartir con { $org }
shared-view-some-help = alguna ayuda
shared-view-consent-what = Pueden ver: { $what }. Hasta el { $date }.
shared-view-until = Hasta el { $date }
shared-view-label-general = De todos los días
shared-view-label-education = Registro escolar
shared-view-label-behavioural_health = Salud mental
shared-view-label-hiv = VIH
shared-view-label-substance_use = Programa de alcohol o drogas
shared-view-label-domestic_violence = Violencia en el hogar
shared-view-why = ¿Por qué puedo ver esto?
shared-view-why-recorded = Su organización lo anotó.
shared-view-why-you = Es sobre usted.
shared-view-why-names = Dice qué puede ver { $org }.
shared-view-why-accepted = Se envió a su organización y ella dijo que sí. Ahora es trabajo suyo.
shared-view-why-sent = Se envió a su organización y espera su respuesta.
shared-view-why-opened = La persona dijo el { $date } que { $org } puede ver { $what }, { $why }, hasta el { $until }.
shared-view-why-exceptional = Usted abrió esto sin un consentimiento, por esta razón: “{ $reason }”. La persona lo puede leer. Termina el { $until }.
shared-view-see-consent = Ver la decisión
shared-view-class-contact = el nombre y cómo comunicarse con la persona
shared-view-class-needs = las necesidades, a quién se le pidió ayuda y cómo va
shared-view-class-answers = las respuestas a las preguntas
shared-view-class-visits = las visitas a hospitales y clínicas
shared-view-for-care_coordination = para conseguirle ayuda
shared-view-for-treatment = para darle atención médica
shared-view-for-payment = para pagar la ayuda
shared-view-for-operations = para mejorar los servicios
shared-view-for-emergency = en una emergencia médica
shared-view-already = { $n ->
    [one] Ya se pidió una ayuda como esta
   *[other] Ya se pidió una ayuda como esta { $n } veces
  }
shared-view-already-text = Hable antes con ellos, para que nadie haga el mismo trabajo dos veces.
shared-view-already-received = ya se recibió allí el { $date }
shared-view-already-line = { $org } pidió a { $place } el { $date }: { $need }
shared-view-my-panel = Lo que está escrito sobre usted
shared-view-my-panel-text = Vea en una lista lo que nos contó, la ayuda que se pidió y sus visitas.
shared-view-my-open = Ver mi línea de tiempo
shared-view-my-title = Mi línea de tiempo
shared-view-my-teams = Quién le cuida
shared-view-my-language = Idioma que usted habla mejor
shared-view-my-intro = Esto es lo que está escrito aquí sobre usted. Lo más nuevo va primero. Para cuidarle, en esta página no se muestra nada sobre violencia en el hogar.
shared-view-correct = Aquí hay algo mal
shared-view-correct-intro = Diga con sus palabras qué está mal. { $org } lo lee y le contesta en su página.
shared-view-correct-about = Esto es sobre:
shared-view-correct-words = ¿Qué está mal? ¿Qué es lo correcto?
shared-view-correct-hint = Por ejemplo: “Nací el 2 de julio, no el 3 de julio.”
shared-view-correct-send = Enviar
shared-view-correct-asked = Lo pasamos. Aquí leerá la respuesta.
shared-view-copy-open = Una copia de todo
shared-view-copy-title = Una copia de todo
shared-view-copy-of = Todo lo que está escrito aquí sobre { $name }, el { $date }.
shared-view-copy-without = Para cuidarle, en esta copia no hay nada sobre violencia en el hogar. Eso lo puede pedir en persona.
shared-view-copy-print = Imprima esta página o guarde un archivo. No lo deje donde otra persona lo pueda encontrar.
shared-view-copy-pdf = Guardar como PDF, para imprimir o conservar
shared-view-copy-json = Guardar como archivo para otros programas (JSON)
shared-view-file = Guardar lo que veo como archivo (FHIR)
shared-view-file-hint = Para su propio sistema de expedientes. No contiene nada sobre violencia en el hogar. Cuide el archivo como el expediente; la persona puede leer que usted lo guardó.
shared-view-copy-page = Página { $page } de { $pages }
shared-view-copy-missing = { $mark } está en lugar de letras que este archivo no puede mostrar. La página “Una copia de todo” las muestra y se puede imprimir.
