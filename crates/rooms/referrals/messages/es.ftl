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
referrals-task-ask-person-next = Sin respuesta: pregunte a la persona dónde intentar ahora
referrals-task-ask-person-consent = Sin respuesta: pregunte a la persona si se puede avisar al siguiente lugar
referrals-task-ask-person-claim = Alguien ofrece ayudar: pregunte a la persona
referrals-task-no-claim = Nadie ha tomado la oferta todavía
referrals-task-after-failure = La ayuda no resultó: elija qué sigue
referrals-task-not-resolved = La persona dice que la necesidad sigue

## Por qué esta opción
referrals-why-has-room = Tiene lugar
referrals-why-some-room = Tiene poco lugar
referrals-why-waiting-list = Tiene lista de espera
referrals-why-full = Dice que está lleno
referrals-why-room-unknown = No ha dicho si tiene lugar
referrals-why-serves-area = Atiende la zona de la persona
referrals-why-outside-area = No menciona la zona de la persona
referrals-why-fits = Abierto a todos, o la persona cumple
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
referrals-letter-foot = Recibe esta carta porque su organización participa en { $partnership }. Si no es para usted, bórrela por favor.
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
