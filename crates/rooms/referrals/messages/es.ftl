## En qué punto está una referencia
referrals-status-draft = Aún sin enviar
referrals-status-requested = En espera de respuesta
referrals-status-accepted = Aceptada
referrals-status-rejected = Rechazada
referrals-status-in-progress = Ayuda en curso
referrals-status-completed = Terminada
referrals-status-cancelled = Retirada
referrals-status-failed = No resultó
referrals-status-on-hold = En pausa
referrals-status-sealed = Enviada
referrals-late = Atrasada
referrals-offered = Ofrecida sin el nombre

## Motivos
referrals-reason-no-capacity = No hay lugar por ahora
referrals-reason-not-eligible = La persona no cumple los requisitos
referrals-reason-out-of-area = Vive fuera de nuestra zona
referrals-reason-does-not-offer = No ofrecemos esto
referrals-reason-cannot-reach-person = No pudimos comunicarnos con la persona
referrals-reason-person-declined = La persona no lo quiere
referrals-reason-duplicate = Ya tenemos esta solicitud
referrals-reason-language = No hay un idioma en común
referrals-reason-wait-list = En lista de espera
referrals-reason-waiting-for-papers = Faltan papeles
referrals-reason-person-asked-to-wait = La persona pidió esperar
referrals-reason-help-given = Se dio la ayuda
referrals-reason-partly-given = Se dio una parte de la ayuda
referrals-reason-handed-on = Acompañada a quien puede ayudar mejor
referrals-reason-no-answer = Nadie contestó a tiempo
referrals-reason-met-elsewhere = La persona encontró ayuda en otro lugar
referrals-reason-consent-withdrawn = La persona retiró su permiso
referrals-reason-sent-by-mistake = Enviada por error
referrals-reason-other = Otra cosa

## Tareas de quien envía
referrals-task-answer-question = Contestar una pregunta
referrals-task-after-decline = Rechazada: elija qué sigue
referrals-task-ask-person-next = Pregunte a la persona dónde intentar ahora
referrals-task-ask-person-consent = Sin respuesta: pregunte a la persona si se puede avisar al siguiente lugar
referrals-task-ask-person-claim = Alguien ofrece ayudar: pregunte a la persona
referrals-task-no-claim = Nadie ha tomado la oferta todavía
referrals-task-after-failure = La ayuda no resultó: elija qué sigue
referrals-task-not-resolved = La persona dice que la necesidad sigue

## Por qué esta opción
referrals-why-has-room = Tiene cupo
referrals-why-some-room = Tiene poco lugar
referrals-why-waiting-list = Tiene lista de espera
referrals-why-full = Dice que está lleno
referrals-why-room-unknown = No ha dicho si tiene cupo
referrals-why-serves-area = Atiende la zona de la persona
referrals-why-outside-area = No menciona la zona de la persona
referrals-why-fits = Abierto a todos, o la persona cumple los requisitos
referrals-why-check-rules = Revisen juntos los requisitos
referrals-why-does-not-fit = Un requisito no se cumple
referrals-why-speaks-language = Habla el idioma de la persona
referrals-why-other-language = No menciona el idioma de la persona
referrals-why-miles = A { $miles } millas
referrals-why-answers = Contestó a tiempo { $in_time } de { $asked } solicitudes
referrals-why-new-here = Aún sin solicitudes
referrals-why-call-instead = No se le puede pedir en línea: llame

## Lo que puede salir mal
referrals-error-moved-on = Esto cambió desde que lo abrió. Vea en qué punto está ahora.
referrals-error-words = Escriba unas palabras.
referrals-error-words-long = Escriba menos: 2,000 letras como máximo.
referrals-error-reason = Elija un motivo de la lista.
referrals-error-consent-gone = La persona retiró su permiso. Ya no se puede compartir nada más.
referrals-error-no-consent = La persona no ha aceptado que se avise a este lugar. Anote primero su permiso, u ofrezca la necesidad sin su nombre.
referrals-error-already-open = Esta necesidad ya espera en este lugar.
referrals-error-need-closed = Esta necesidad está cerrada. Ábrala de nuevo primero.
referrals-error-not-wanted = La persona dijo que no quiere ayuda con esto.
referrals-error-services = Elija al menos un lugar.
referrals-error-services-many = Elija seis lugares como máximo.
referrals-error-key = El formulario ya no es válido. Cargue la página de nuevo.
referrals-error-offer-taken = Otra organización fue más rápida.
referrals-error-offer-closed = Esta oferta está cerrada.
referrals-error-offer-own = Esta oferta es suya.
referrals-error-offer-sealed = Esta necesidad nunca se muestra a otros. Elija un servicio para ella.
referrals-error-undo = Esto ya no se puede deshacer.
referrals-error-reminded = Les envió un recordatorio hace poco. Intente más tarde o llame.
referrals-error-call-instead = Por favor llame usted a este lugar. No devuelve llamadas, para cuidar a las personas.
referrals-error-too-many = Este número de teléfono ha pedido muchas veces hoy. Llame al lugar o al 211.
referrals-error-too-long = Es demasiado largo. Escriba menos.
referrals-error-characters = Algunos signos no se pueden usar. Escriba palabras sencillas.
referrals-error-name = Escriba el nombre con el que quiere que le llamen.
referrals-error-phone = Escriba un teléfono con código de área, como 610-555-0123.
referrals-error-what-for = Escriba con qué necesita ayuda.
referrals-error-answer = Elija una respuesta.
referrals-error-code = Este código no abre nada. Revise cada letra y número.

## Cartas. Sus asuntos son los fijos del correo.
referrals-letter-foot = Recibe esta carta porque { $partnership } tiene esta dirección. Si no es para usted, bórrela por favor.
referrals-letter-request =
    Un socio le pide ayuda.

    Vea la solicitud y conteste en dos clics. No necesita cuenta:
    { $url }

    Conteste por favor en dos días hábiles. Un “no” con su motivo también ayuda.
referrals-letter-call-back =
    Alguien le pide que le llame.

    Vea su número y cuándo llamar. No necesita cuenta:
    { $url }

    Llame por favor en dos días hábiles.
referrals-letter-reminder =
    Un socio le recuerda una solicitud. Su enlace nuevo (el anterior ya no funciona):
    { $url }
referrals-letter-question =
    Una organización tiene una pregunta sobre una solicitud que usted envió. Contéstela aquí:
    { $url }
referrals-letter-news =
    Hay novedades de una solicitud que usted tiene. Su enlace nuevo (el anterior ya no funciona):
    { $url }
referrals-letter-late =
    Una solicitud ha esperado más de lo acordado. Si nadie contesta antes de que termine el próximo día hábil, pasa a otra organización.

    Conteste aquí, sin cuenta:
    { $url }
referrals-letter-late-sender =
    Una solicitud que usted envió no tuvo respuesta a tiempo. Véala aquí:
    { $url }
referrals-letter-offer =
    Un socio busca una organización que pueda ayudar. Vea qué se necesita; si puede ayudar, dígalo:
    { $url }

    Sabrá quién es cuando la persona le haya dicho que sí.
referrals-letter-sealed =
    Un mensaje le espera:
    { $url }
referrals-letter-answered =
    Hay novedades de una solicitud que usted envió:
    { $url }
referrals-letter-claimed =
    Una organización ofrece ayudar con una necesidad que usted ofreció. Pregunte a la persona y conteste aquí:
    { $url }
referrals-letter-taken-back = Se retiró una solicitud que le habían enviado. No tiene que hacer nada. Su enlace ya no funciona.
referrals-letter-passed-on = Una solicitud no tuvo respuesta y pasó a otra organización. No tiene que hacer nada. Su enlace ya no funciona.
referrals-text-track = Enviamos su solicitud. Su código: { $code }. Vea cómo va: { $url }
referrals-text-confirm = ¿Recibió lo que necesitaba? Díganos con un toque: { $url }

## Navegación y listas de trabajo
referrals-nav-today = Hoy
referrals-nav-inbox = Solicitudes para usted
referrals-nav-offers = Ofertas abiertas
referrals-nav-track = Seguir mi solicitud
referrals-today = Hoy
referrals-today-keys = Teclas: j y k bajan y suben, Entrar abre, n la envía al siguiente lugar.
referrals-show-todo = Por hacer
referrals-show-waiting = En espera
referrals-show-late = Atrasadas
referrals-show-under-way = Ayuda en curso
referrals-show-ended = Terminadas
referrals-show-all = Todos en mi organización
referrals-empty-todo = Nada por hacer ahora
referrals-empty-waiting = Nada espera respuesta
referrals-empty-late = Nada está atrasado
referrals-empty-under-way = No hay ayuda en curso
referrals-empty-ended = Nada ha terminado todavía
referrals-empty-today-text = Cuando una solicitud le necesite, aparecerá aquí; primero la que más ha esperado.
referrals-empty-today-next = Ir a personas
referrals-list-cut = Solo se muestran las primeras 200. Elija un filtro para ver otras.
referrals-person-hidden = Alguien (expediente no abierto para usted)
referrals-sent-on = Enviada el { $day }
referrals-inbox-keys = Teclas: j y k bajan y suben, Entrar abre.
referrals-came-on = Llegó el { $day }
referrals-due-on = Vence el { $day }
referrals-inbox = Solicitudes para usted
referrals-inbox-todo = Le esperan
referrals-inbox-late = Atrasadas
referrals-inbox-under-way = Ayuda en curso
referrals-inbox-ended = Terminadas
referrals-inbox-empty = No hay solicitudes aquí
referrals-inbox-empty-text = Las solicitudes nuevas aparecen aquí y llegan por correo.
referrals-need-none = Solicitud
referrals-words = En sus propias palabras
referrals-send = Enviar
referrals-back = Volver
referrals-find = Buscar ayuda

## Elegir ayuda
referrals-help-title = Elegir ayuda para { $name }
referrals-help-how = Elija uno o varios lugares, en el orden que diga la persona. Se pide al primero ahora. Si no contesta, se pide al siguiente.
referrals-help-none = Aún no hay lugar para esta necesidad
referrals-help-none-text = Puede ofrecer la necesidad sin el nombre, para que cualquier organización la tome. Lo que no encuentra lugar aparece como un vacío.
referrals-help-none-next = Buscar en el directorio
referrals-help-who-sees = El lugar ve el nombre, las formas seguras de comunicarse, el idioma, el código postal y su nota. Nada más.
referrals-help-more = Ver { $n } lugares más
referrals-help-others = Otros lugares ({ $n })
referrals-order = Orden
referrals-note = Lo que el lugar debe saber
referrals-note-hint = Solo lo que necesita para ayudar. Sin detalles de salud.
referrals-do-send = Enviar la solicitud
referrals-offer-title = ¿Sin permiso para compartir el nombre?
referrals-offer-text = Ofrezca la necesidad sin él. Las organizaciones ven el tipo de ayuda y la zona. Cuando una diga que puede ayudar, usted pregunta a la persona.
referrals-do-offer = Ofrecer sin el nombre
referrals-already-there = Esta necesidad ya espera allí
referrals-sealed-how = Entrega sellada: no sale ni nombre, ni número, ni necesidad. La persona recibe un código para decirlo cuando llame. Usted verá “enviada” y nada más.
referrals-consent-there = La persona aceptó que se les avise
referrals-consent-missing = Aún sin permiso para este lugar
referrals-consent-ask = Pedir permiso
referrals-sent-title = Enviada
referrals-sent-text = La solicitud va en camino. Este es el código de la persona:
referrals-sent-call-title = Ahora llame al lugar
referrals-sent-call = No salió ningún correo: este lugar no tiene aquí una dirección de correo. Llame ahora. El número está en la solicitud.
referrals-sent-code-is = Este es el código de la persona:
referrals-sent-code = Con este código puede ver cómo va, sin cuenta. Se muestra solo ahora. Léalo en voz alta o anótelo.
referrals-sent-sealed = Enviada. La persona dice este código cuando llame:
referrals-sent-sealed-text = Se muestra solo ahora. No lo anote donde otra persona pueda encontrarlo.
referrals-sent-before = Esto ya se había enviado. No se envió dos veces.
referrals-sent-open = Abrir la solicitud

## Una referencia
referrals-title = Solicitud: { $need }
referrals-nobody-yet = nadie todavía
referrals-sealed-sent = Enviada. Para cuidar a la persona, aquí no se muestra nada más.
referrals-about = De quién se trata
referrals-phone = Teléfono
referrals-email = Correo electrónico
referrals-call-them = No salió ningún correo: este lugar no tiene aquí una dirección de correo. Llame, diga lo que necesita saber y anote lo que responda.
referrals-safe = Formas seguras de comunicarse
referrals-safe-call = Es seguro llamar.
referrals-safe-text = Es seguro enviar mensajes de texto.
referrals-safe-email = Es seguro escribir por correo.
referrals-safe-message = Puede dejar un mensaje.
referrals-safe-no-message = No deje mensajes.
referrals-best-time = Mejor hora
referrals-record = Expediente
referrals-open-record = Abrir el expediente de la persona
referrals-to = Enviada a
referrals-from = Enviada por
referrals-language = Idioma
referrals-area = Zona
referrals-sent-at = Enviada
referrals-due = Respuesta antes de
referrals-consent-gone = La persona retiró su permiso. Lo que compartió ya no se muestra.
referrals-facts = Tres hechos
referrals-fact-loop = Ciclo cerrado: alguien contestó y terminó con un motivo
referrals-fact-service = Servicio recibido: lo dice la organización
referrals-fact-need = Necesidad resuelta: lo dice la persona
referrals-fact-yes = Sí
referrals-fact-no = No
referrals-fact-not-yet = Todavía no
referrals-fact-unsaid = Nadie lo ha dicho
referrals-story = Qué pasó
referrals-next-step = Siguiente paso
referrals-named = La persona nombró { $n ->
    [one] un lugar más.
   *[other] { $n } lugares más.
  }
referrals-claim-ask = Una organización dice que puede ayudar. Pregunte a la persona y anote su permiso.
referrals-claim-yes = La persona dice que sí
referrals-claim-no = La persona dice que no
referrals-do-next = Enviar al siguiente lugar
referrals-do-remind = Enviar un recordatorio
referrals-do-choose = Elegir ayuda
referrals-do-cancel = Retirarla
referrals-why-cancel = ¿Por qué?
referrals-do-confirm = Anotar lo que dice la persona
referrals-do-undo = Deshacer
referrals-messages = Preguntas y respuestas
referrals-messages-none = Aún no hay preguntas.
referrals-question = Pregunta:
referrals-answer = Respuesta:
referrals-question-write = Su pregunta
referrals-answer-write = Su respuesta
referrals-done = Guardado.
referrals-done-thanks = Gracias. Su respuesta se guardó.
referrals-done-undone = Deshecho.
referrals-done-reminded = Un recordatorio va en camino.
referrals-done-passed-on = Enviada al siguiente lugar.
referrals-done-ask = No hay un siguiente lugar que la persona haya aceptado. Pregúntele.
referrals-done-claimed = Gracias. Se preguntará a la persona.
referrals-who-person = la persona
referrals-who-clock = el reloj
referrals-verb-send = Enviada
referrals-verb-accept = Aceptada
referrals-verb-decline = Rechazada
referrals-verb-start = Empezó la ayuda
referrals-verb-hold = En pausa
referrals-verb-resume = La ayuda siguió
referrals-verb-complete = Terminada
referrals-verb-fail = No resultó
referrals-verb-cancel = Retirada
referrals-verb-expire = Sin respuesta: pasó a otra organización
referrals-verb-undo = Se deshizo el último paso
referrals-verb-late = Atrasada
referrals-verb-question = Hizo una pregunta
referrals-verb-answer = Contestó la pregunta
referrals-verb-reminded = Envió un recordatorio
referrals-verb-new-link = Recibió un enlace nuevo
referrals-verb-claim-lapsed = La oferta de ayuda venció
referrals-verb-claim-refused = La persona dijo que no a esta organización
referrals-verb-service-received = Dice: la persona recibió el servicio
referrals-verb-service-not-received = Dice: la persona no recibió el servicio
referrals-verb-resolved-yes = Dice: la necesidad está resuelta
referrals-verb-resolved-partly = Dice: la necesidad está resuelta en parte
referrals-verb-resolved-no = Dice: la necesidad sigue

## Contestar por enlace
referrals-answer-page = Contestar una solicitud
referrals-answer-heading = { $from } le pide ayuda
referrals-answer-call = Alguien le pide que llame
referrals-answer-by = Conteste, por favor, a más tardar: { $when }
referrals-answer-title = ¿Puede ayudar?
referrals-told-title = ¿Qué dijeron?
referrals-told-yes = Dijeron que sí
referrals-told-no = Dijeron que no
referrals-told-write = Anotarlo
referrals-told-again = Corregir lo que dijeron
referrals-who-told = { $place } por teléfono, anotado por { $sender }
referrals-do-accept = Aceptar
referrals-do-decline = Rechazar
referrals-do-ask = Hacer una pregunta
referrals-why-not = ¿Por qué no?
referrals-send-decline = Enviar el “no”
referrals-outcome-title = ¿Cómo va?
referrals-outcome-again = Corregir lo que dijo
referrals-received = ¿Recibió la persona el servicio?
referrals-received-yes = Sí
referrals-received-no = No
referrals-end = ¿Cómo terminó?
referrals-end-not-yet = Sigue en curso
referrals-send-outcome = Guardar
referrals-do-start = La ayuda empezó
referrals-do-resume = Seguir
referrals-do-hold = Poner en pausa
referrals-why-hold = ¿Por qué espera?
referrals-nothing-to-do = Aquí no hay nada más que hacer.
referrals-answer-who-sees = La organización que envió esto y la persona ven su respuesta. Cada vista de esta página queda anotada.
referrals-link-expired = Este enlace venció
referrals-link-expired-text = Los enlaces sirven 30 días. Podemos enviar uno nuevo a la dirección registrada.
referrals-link-used = Este enlace ya se usó
referrals-link-used-text = Sirve una sola vez. Podemos enviar uno nuevo a la dirección registrada.
referrals-link-revoked = Este enlace ya no funciona
referrals-link-revoked-text = Hay uno más nuevo, o la solicitud se retiró o pasó a otra organización. Si queda algo por contestar, podemos enviar un enlace nuevo a la dirección registrada.
referrals-link-new = Enviar un enlace nuevo
referrals-link-sent = Revise su correo
referrals-link-sent-text = Si hay algo que contestar, un enlace nuevo va en camino a la dirección registrada.
referrals-gone = Esta solicitud ya no está aquí
referrals-gone-text = Quizás la persona cambió de opinión. No tiene que hacer nada.

## Ofertas
referrals-offers = Ofertas abiertas
referrals-offers-text = Estas necesidades aún no tienen nombre. Si puede ayudar, dígalo. Sabrá quién es cuando la persona le diga que sí.
referrals-offers-empty = No hay ofertas abiertas
referrals-offers-empty-text = Cuando alguien necesite ayuda y quiera elegir antes a quién se avisa, aparecerá aquí.
referrals-offered-on = Ofrecida el { $day }
referrals-do-claim = Podemos ayudar
referrals-claimed = Usted dijo que puede ayudar
referrals-claimed-until = Se preguntará a la persona antes del { $day }.
referrals-claimed-text = Recibirá un correo cuando la persona haya dicho que sí.
referrals-claim-settled = La persona dijo que sí. Revise su correo: tiene el enlace a la solicitud.
referrals-offer-page = ¿Puede atender una solicitud?

## La bóveda
referrals-vault = Bóveda
referrals-vault-text = Entregas selladas para usted. Ninguna otra organización ve lo que hay aquí.
referrals-vault-empty = No hay entregas abiertas
referrals-vault-empty-text = Cuando alguien sea enviado a usted, su código aparecerá aquí.
referrals-vault-one = Alguien fue enviado a usted
referrals-vault-code = Código { $code }
referrals-vault-how = La persona dice este código cuando llama. No pida nada más para saber que es ella.
referrals-vault-due = Espera más de lo acordado
referrals-vault-called = La persona llamó
referrals-vault-done = Listo

## Pídales que me llamen
referrals-call-me = Pedir que me llamen
referrals-call-name = Su nombre
referrals-call-phone = Número de teléfono
referrals-call-phone-hint = Con código de área
referrals-call-message = Si usted no contesta
referrals-call-message-yes = Es seguro dejar un mensaje
referrals-call-time = Mejor hora para llamar
referrals-call-time-hint = Por ejemplo: después de las 5 p. m.
referrals-call-what = ¿Con qué necesita ayuda?
referrals-call-who-sees = Solo { $org } ve esto.
referrals-call-number = Ver el número de teléfono
referrals-call-sent = Les pedimos que le llamen
referrals-call-sent-text = Deben llamarle en dos días hábiles.
referrals-call-code = Su código, para ver cómo va. Se muestra solo ahora:

## Seguir mi solicitud
referrals-track = Seguir mi solicitud
referrals-track-text = Escriba el código que recibió. No necesita cuenta.
referrals-track-code = Su código
referrals-track-hint = 12 letras y números. Puede usar minúsculas.
referrals-track-lost = ¿Perdió su código? Pregunte a quien le ayudó o llame al lugar.
referrals-track-call = ¿Quiere hablar? Llame al
referrals-track-stop = Ya no lo necesito
referrals-track-stop-text = Le diremos al lugar que usted ya no lo necesita.
referrals-track-stopped = Retiramos su solicitud.
referrals-track-is-draft = Su solicitud aún no se ha enviado.
referrals-track-is-requested = Su solicitud la tiene { $org }. Deben contestar antes del { $day }.
referrals-track-is-accepted = { $org } dijo que sí. Se comunicarán con usted.
referrals-track-is-rejected = { $org } no puede ayudar esta vez. Busque otro lugar o pregunte a quien le ayudó.
referrals-track-is-in-progress = { $org } le está ayudando ahora.
referrals-track-is-completed = { $org } dice que la ayuda ya se dio.
referrals-track-is-cancelled = Su solicitud se retiró.
referrals-track-is-failed = { $org } no pudo ayudar esta vez. Busque otro lugar o pregunte a quien le ayudó.
referrals-track-is-on-hold = { $org } puso su solicitud en pausa. Se comunicarán con usted.
referrals-track-ask = ¿Quiere hablar? { $org } envió su solicitud. Llame al
referrals-track-ask-only = ¿Quiere hablar? Pregunte a { $org }, que envió su solicitud.
referrals-track-is-draft-private = Su solicitud todavía no se ha enviado.
referrals-track-is-requested-private = Su solicitud se envió. La respuesta debe llegar antes del { $day }.
referrals-track-is-accepted-private = La respuesta fue sí. Se comunicarán con usted.
referrals-track-is-rejected-private = Esta vez la respuesta fue no. Pregunte a la persona que le ayudó.
referrals-track-is-in-progress-private = La ayuda ha comenzado.
referrals-track-is-completed-private = Según nos dijeron, la ayuda terminó.
referrals-track-is-cancelled-private = Su solicitud se retiró.
referrals-track-is-failed-private = Esta vez no fue posible. Pregunte a la persona que le ayudó.
referrals-track-is-on-hold-private = Su solicitud está en pausa. Se comunicarán con usted.

## La palabra de la persona
referrals-confirm = ¿Recibió lo que necesitaba?
referrals-confirm-text = Su respuesta ayuda a mejorar las cosas. Usted decide si contesta. La ven los grupos que le ayudan con esto.
referrals-confirm-ask = ¿Se resolvió su problema?
referrals-confirm-over = Este enlace venció
referrals-confirm-over-text = Todavía puede decírnoslo con su código.
referrals-resolved-ask = ¿Se resolvió la necesidad?
referrals-resolved-yes = Sí
referrals-resolved-partly = En parte
referrals-resolved-no = No
referrals-resolved-words = Algo que quiera agregar
referrals-thanks = Gracias
referrals-thanks-text = Guardamos su respuesta. Si todavía falta algo, quien le ayudó lo sabrá.
referrals-thanks-change = Cambiar mi respuesta
referrals-of-person = Solicitudes de ayuda
referrals-of-person-none = Ninguna todavía.
