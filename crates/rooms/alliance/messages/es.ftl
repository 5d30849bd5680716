## Aliados, para todos (las demás palabras están en la sala partners)
alliance-nav-partners = Aliados
alliance-found = { $n ->
    [one] Un aliado coincide
   *[other] { $n } aliados coinciden
  }
alliance-none-fit = Ningún aliado coincide
alliance-none-fit-hint = Pruebe con menos filtros.
alliance-as-table = Ver como tabla
alliance-any-help = Cualquier ayuda
alliance-any-place = Cualquier lugar
alliance-help = Tipo de ayuda
alliance-place = Lugar
alliance-offers = Ayuda con:
alliance-since = Es aliado desde { $month }
alliance-since-short = Aliado desde
alliance-everywhere = En todos los lugares de aquí

## Trabajar juntos
alliance-nav = Trabajar juntos
alliance-title = Trabajar juntos
alliance-tabs = Trabajar juntos
alliance-tab-partners = Da y recibe
alliance-tab-map = Carencias y repetidos
alliance-lead = Una alianza dura cuando cada aliado gana algo. Aquí está lo que cada uno da y recibe.
alliance-one-sided = { $n ->
    [one] De un aliado solo hay un lado anotado. Pregunte qué da y qué recibe.
   *[other] De { $n } aliados solo hay un lado anotado. Pregunte qué dan y qué reciben.
  }
alliance-gives = Da
alliance-gets = Recibe
alliance-write = Anotar lo que se da
alliance-value = Lo que podríamos ser para ellos
alliance-talks = { $n ->
    [0] Escucharles
    [one] Una conversación
   *[other] { $n } conversaciones
  }
alliance-nothing-yet = Aún no hay nada anotado.
alliance-none-written = Nada anotado
alliance-told-nothing = Aún no hay nada anotado de lo que { $name } da o recibe.
alliance-told-gives-only = { $name } da: { $gives ->
    [one] una anotación
   *[other] { $gives } anotaciones
  }. No hay nada anotado de lo que recibe. Pregunte qué le ayudaría.
alliance-told-gets-only = { $name } recibe: { $gets ->
    [one] una anotación
   *[other] { $gets } anotaciones
  }. No hay nada anotado de lo que da.
alliance-told-both = { $name } da de { $givekinds ->
    [one] una manera
   *[other] { $givekinds } maneras
  } y recibe de { $getkinds ->
    [one] una manera
   *[other] { $getkinds } maneras
  }.
alliance-balance = Lado a lado
alliance-balance-how = Solo sumamos lo que es igual: horas con horas, dólares con dólares del mismo tipo. No hay un total, porque un cuarto y un chofer no tienen un número en común.
alliance-entries = { $n ->
    [one] Una anotación
   *[other] { $n } anotaciones
  }
alliance-valued = { $value } ({ $n } de { $of } tienen un valor)
alliance-to = Para { $name }
alliance-from = De { $name }
alliance-span = del { $from } al { $to }
alliance-source = Fuente: { $source }
alliance-taken-back = Anulada
alliance-take-back = Anular esto
alliance-take-back-lead = La anotación se podrá seguir leyendo, con su motivo. Ya no cuenta. Si solo tenía un error, escriba después una nueva.
alliance-taken-back-done = La anotación quedó anulada.
alliance-why = Por qué
alliance-pair = De { $from } para { $to }
alliance-conflict-taken-back = Alguien ya anuló esto.

## El formulario
alliance-write-about = Lo que se da: { $name }
alliance-write-lead = Una anotación no se puede cambiar después. Si tiene un error, anúlela y escriba una nueva.
alliance-written = Quedó anotado.
alliance-write-save = Anotarlo
alliance-way = En qué sentido
alliance-way-gives = { $name } da
alliance-way-gets = { $name } recibe
alliance-other = El otro lado
alliance-the-partnership = La alianza en conjunto
alliance-kind = Tipo
alliance-kind-expertise = Conocimiento
alliance-kind-expertise-hint = Clases, consejos, una segunda mirada
alliance-kind-data = Datos
alliance-kind-data-hint = Números, mapas, listas; nunca el expediente de una persona
alliance-kind-space = Espacio y cosas
alliance-kind-space-hint = Cuartos, bodega, vehículos, herramientas
alliance-kind-staff = Tiempo de personas
alliance-kind-staff-hint = Horas pagadas o voluntarias
alliance-kind-money = Dinero
alliance-kind-money-hint = Subvenciones, gastos compartidos
alliance-kind-connections = Puertas abiertas
alliance-kind-connections-hint = Confianza, una presentación, un lugar en la mesa
alliance-kind-savings = Ahorro
alliance-kind-savings-hint = Lo que uno no tiene que gastar gracias al otro
alliance-words = ¿Qué es?
alliance-began = Día, o primer día
alliance-ended = Último día
alliance-source-label = ¿Cómo lo sabemos?
alliance-source-hint = Una carta, un contrato, un conteo, o quién lo dijo.
alliance-how-much = Cuánto
alliance-how-much-hint = Solo si se contó. Adivinar es peor que no tener número.
alliance-quantity = Número
alliance-unit = De qué
alliance-unit-hint = Por ejemplo horas, viajes, cajas
alliance-worth = Valor en dólares
alliance-valued-how = Cómo se calculó el valor
alliance-valued-how-hint = Por ejemplo: lo que cuesta una hora de un chofer contratado.
alliance-error-same = Los dos lados deben ser distintos.
alliance-error-choose = Elija una opción.
alliance-error-long = Es demasiado largo.
alliance-error-quantity = Escriba un número entero, por ejemplo 40
alliance-error-unit = Diga qué cuenta el número, por ejemplo horas.
alliance-error-value = Escriba dólares, por ejemplo 1,250 o 12.50
alliance-error-valued-how = Diga cómo se calculó el valor.
alliance-error-day = Escriba el día.
alliance-error-future = Ese día aún no llega.
alliance-error-span = El último día no puede ser antes del primero.

## Lo que podríamos ser para uno de ellos
alliance-value-title = Lo que trabajar juntos podría ser para { $name }
alliance-value-heard = Lo que escuchamos
alliance-value-not-heard = Aún no les hemos escuchado. Eso va primero.
alliance-value-heard-private = Lo que nos dijeron lo pueden leer ellos y quienes reúnen a los aliados.
alliance-value-alike = Lo que ganan aliados como ellos
alliance-value-alike-none = { $n ->
    [0] Aún no hay aliados de este sector ({ $sector }). Serían los primeros.
    [one] Hay un aliado de este sector ({ $sector }). Aún no hay nada anotado de lo que da o recibe.
   *[other] Hay { $n } aliados de este sector ({ $sector }). Aún no hay nada anotado de lo que dan o reciben.
  }
alliance-value-alike-lead = { $n ->
    [one] De un aliado del mismo sector ({ $sector }).
   *[other] De { $n } aliados del mismo sector ({ $sector }).
  }
alliance-they-get = Lo que reciben
alliance-they-give = Lo que dan
alliance-partners-n = { $n ->
    [one] un aliado
   *[other] { $n } aliados
  }
alliance-value-offers = Su ayuda, y dónde falta
alliance-value-missing = Sin servicio abierto aquí
alliance-value-covered = No se conoce ninguna carencia
alliance-place-full = { $place } (quienes están ahí no tienen lugar)
alliance-value-print = Puede imprimir esta página y entregarla. No pide nada.
alliance-value-share = Dar esta página a alguien sin cuenta
alliance-value-share-how = Un enlace abre esta página durante { $days } días. Muestra lo que está arriba: sus propias palabras, lo que ganan aliados parecidos y dónde falta su ayuda. Lo que la gente pidió se queda aquí. Déselo solo a ellos.
alliance-value-share-live = { $n ->
    [one] Un enlace abre esta página, hasta el { $day }.
   *[other] { $n } enlaces abren esta página, el último hasta el { $day }.
  }
alliance-value-share-make = Hacer un enlace
alliance-value-share-end = Terminar todos los enlaces
alliance-value-share-ended = Ya ningún enlace abre esta página.
alliance-value-shared = Un enlace para dar
alliance-value-shared-lead = Quien tenga este enlace puede leer la página para { $name } hasta el { $day }.
alliance-value-shared-once = Cópielo ahora. Se muestra una sola vez. Si se pierde, haga uno nuevo y termine el anterior.
alliance-value-shared-back = Volver a la página
alliance-value-guest = { $partnership } hizo esta página para ustedes. Su enlace la abre hasta el { $day }.
alliance-value-guest-call = Puede llamar al { $phone }.
alliance-value-guest-partners = Ver quiénes participan
alliance-value-over = Este enlace ya terminó
alliance-value-over-text = Pida uno nuevo a quien se lo dio.
alliance-conflict-left = Esta organización se fue.

## El mapa
alliance-map-title = Carencias y repetidos
alliance-map-lead = Quién ofrece qué ayuda y en qué lugar, según las fichas de hoy.
alliance-map-key = En { $places ->
    [one] un lugar
   *[other] { $places } lugares
  }, una ayuda se queda sin servicio abierto: { $gaps ->
    [0] en ningún caso
    [one] en un caso
   *[other] en { $gaps } casos
  }. La misma ayuda está repetida, sin un acuerdo: { $twice ->
    [0] en ningún caso
    [one] en un caso
   *[other] en { $twice } casos
  }.
alliance-gaps = Carencias: ayuda sin un servicio abierto
alliance-gaps-how = Un lugar tiene una carencia cuando nadie ofrece esa ayuda ahí, o cuando todos los que la ofrecen tienen lista de espera o están cerrados. Si nadie ha dicho si hay lugar, no lo llamamos carencia.
alliance-gaps-none = Cada tipo de ayuda tiene un servicio abierto en cada lugar.
alliance-gaps-some = Si solo hay lugar para algunas personas, para las demás hay una carencia. Elija a las personas arriba para ver lo que les falta.
alliance-only-some = Solo hay lugar para
alliance-nobody = Nadie la ofrece en
alliance-full = No hay lugar en
alliance-who-is-full = Quién no tiene lugar
alliance-duplicates = Repetidos: la misma ayuda dos veces
alliance-duplicates-how = La misma ayuda, para las mismas personas, en los mismos lugares, de dos o más aliados sin un acuerdo sobre su trabajo entre cada dos de ellos. Eso puede ser bueno. Entonces díganlo en un acuerdo. Un acuerdo sobre qué datos se comparten no cuenta aquí: no dice quién hace qué. Los aliados bajo un mismo control cuentan una vez.
alliance-duplicates-none = Ninguna ayuda está repetida sin un acuerdo.
alliance-population = Para quién
alliance-everybody = Para todos
alliance-places = Lugares
alliance-partners = Aliados
alliance-double-partners = { $n } aliados
alliance-doubles = La misma ayuda
alliance-begin = Por dónde empezar
alliance-begin-how = Cuando muchos hacen lo mismo, nadie escribe un solo acuerdo entre todos. Llévelo a un grupo, o empiece con dos. Estos dos hacen lo mismo más veces:
alliance-propose = Proponer quién hace qué
alliance-propose-title = Quién hace qué: { $help }
alliance-any-sector = Cualquier sector
alliance-sector-hint = La ayuda que da este sector, y lo repetido en que toma parte.
alliance-any-population = Todas las personas
alliance-population-hint = Para qué estas personas no tienen un servicio abierto, y qué tienen dos veces.
alliance-agreement = Acuerdo
alliance-no-agreement = Ninguno
alliance-agreement-missing = Falta entre:
alliance-agreement-missing-n = Falta entre { $n } de { $all } parejas
alliance-two = { $one } y { $other }
alliance-draft = Escribir un acuerdo
alliance-to-agreements = Ver los acuerdos
alliance-csv = Descargar como archivo

## La encuesta anual
alliance-tab-survey = Encuesta
alliance-survey-title = ¿Cómo trabajamos juntos?
alliance-survey-lead = Una vez al año cada aliado dice cómo es trabajar con los demás. Toma unos dos minutos por cada uno.
alliance-survey-open = Encuesta de { $year }
alliance-survey-none-open = Ahora no hay una encuesta abierta.
alliance-survey-start = Abrir la encuesta de este año
alliance-survey-opened = La encuesta está abierta.
alliance-survey-close = Cerrar la encuesta
alliance-survey-closed = La encuesta está cerrada.
alliance-survey-close-hint = Los resultados se ven cuando se cierra. Después ninguna respuesta puede cambiar.
alliance-survey-private = Usted habla por su organización, sobre organizaciones, nunca sobre personas. Nadie más ve su respuesta. Solo se muestran promedios de cinco organizaciones o más.
alliance-survey-not-you = Aquí puede contestar quien habla por su organización.
alliance-survey-done = { $n ->
    [0] Aún no ha contestado sobre nadie. Empiece con quienes trabaja.
    [one] Ha contestado sobre un aliado.
   *[other] Ha contestado sobre { $n } aliados.
  }
alliance-survey-answered = Contestada
alliance-survey-answer = Contestar
alliance-survey-change = Cambiar
alliance-survey-about = Trabajar con { $name }
alliance-survey-save = Guardar la respuesta
alliance-survey-saved = Su respuesta quedó guardada.
alliance-ask-ties = ¿Qué hacen juntos?
alliance-tie-referrals = Nos enviamos personas
alliance-tie-information = Nos contamos lo que pasa
alliance-tie-planning = Planeamos juntos
alliance-tie-training = Aprendemos juntos
alliance-tie-sharing = Compartimos personal o espacios
alliance-tie-money = Compartimos dinero
alliance-trust = Confianza
alliance-worth-to-all = Valor para la alianza
alliance-ask-reliability = Hacen lo que dicen.
alliance-ask-mission = Quieren lo mismo que nosotros.
alliance-ask-openness = Hablan con franqueza.
alliance-ask-influence = Logran que las cosas avancen.
alliance-ask-involvement = Ponen tiempo y personas.
alliance-ask-resources = Traen dinero, espacio o conocimiento.
alliance-scale-1 = 1, nada
alliance-scale-2 = 2, un poco
alliance-scale-3 = 3, bastante
alliance-scale-4 = 4, mucho
alliance-scale-cannot-say = No podemos decirlo
alliance-dimension-reliability = Cumplen
alliance-dimension-mission = Misma meta
alliance-dimension-openness = Franqueza
alliance-dimension-influence = Influencia
alliance-dimension-involvement = Participan
alliance-dimension-resources = Recursos
alliance-survey-results = Lo que se dijo en { $year }
alliance-survey-of = Se dijo de
alliance-survey-all = Todos los aliados
alliance-survey-answered-n = { $n ->
    [one] Contestó una organización.
   *[other] Contestaron { $n } organizaciones.
  }
alliance-survey-said = En { $said }% de todas las parejas de quienes contestaron, al menos uno dice que hacen algo juntos. En { $both }% de esas parejas lo dicen los dos.
alliance-survey-how = Promedios en una escala de 1 a 4. Cada número viene de { $n } organizaciones o más, y cada sector tiene tres o más detrás. No se hace una lista de mejores.
alliance-survey-own = Lo que otros dicen de trabajar con ustedes
alliance-survey-own-how = Solo lo ve la gente de su organización.
alliance-survey-own-none = Menos de { $n } organizaciones contestaron sobre ustedes. Por eso no se muestra nada.
alliance-conflict-survey = Ya hay una encuesta de este año, o una sigue abierta.
alliance-conflict-survey-closed = Esta encuesta está cerrada.

## La encuesta por carta, sin cuenta
alliance-survey-who = Quién ha contestado
alliance-survey-who-list = Mostrar cada aliado
alliance-survey-progress = Cómo va
alliance-survey-letter = Carta
alliance-survey-progress-key = { $n ->
    [0] Aún no ha contestado ningún aliado.
    [one] Ha contestado uno de { $all } aliados.
   *[other] Han contestado { $n } de { $all } aliados.
  }
alliance-survey-letters-how = Una carta trae un enlace, para que un aliado conteste sin cuenta. Se le recuerda una vez, después de { $days } días. Usted ve quién ha contestado, nunca qué.
alliance-survey-send = { $n ->
    [one] Enviar una carta
   *[other] Enviar { $n } cartas
  }
alliance-survey-send-nobody = Cada aliado con dirección ya tiene una carta o ya contestó.
alliance-survey-send-again = Enviar un enlace nuevo
alliance-survey-add-address = Agregar un correo electrónico
alliance-survey-sent = Listo. Las cartas salen en unos minutos.
alliance-survey-sent-none = No se envió ninguna carta. No hay un correo electrónico adonde enviarla.
alliance-survey-asked-on = Se le preguntó el { $day }
alliance-survey-reminded-on = Se le recordó el { $day }
alliance-survey-not-asked = Aún sin carta
alliance-survey-no-address = Sin correo electrónico
alliance-survey-link-lead = Aquí { $organization } contesta la encuesta de { $year }. Empiece por aquellos con quienes trabaja.
alliance-survey-link-keep = Puede volver con el mismo enlace y cambiar una respuesta hasta que se cierre la encuesta.
alliance-survey-link-over = Este enlace ya terminó
alliance-survey-link-over-text = La encuesta está cerrada, o una carta más nueva tiene un enlace más nuevo. Busque la carta más nueva. Si no tiene ninguna, pida un enlace nuevo a quien lleva la alianza.
alliance-survey-link-call = Puede llamar al { $phone }.
alliance-letter-survey =
    Hola, { $organization }:

    una vez al año { $partnership } pregunta a sus aliados cómo trabajan en común. Por favor, conteste por su organización. Toma unos dos minutos por cada aliado con quien trabaja. No necesita una cuenta.

    Conteste aquí:
    { $url }

    Puede volver con este enlace y cambiar sus respuestas hasta que se cierre la encuesta. Solo se muestran promedios de al menos cinco organizaciones.

    El enlace es para su organización. Por favor, no lo pase a otros.
alliance-letter-survey-again =
    Hola, { $organization }:

    la encuesta de { $partnership } sigue abierta y falta su voz. No necesita una cuenta.

    Conteste aquí:
    { $url }

    Este enlace ocupa el lugar del que venía en nuestra última carta. No se lo recordaremos otra vez.
