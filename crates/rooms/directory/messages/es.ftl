# Las palabras del directorio: buscar ayuda, un lugar, nuestra capacidad, nuestra ficha.

directory-nav-find = Buscar ayuda
directory-nav-capacity = Nuestra capacidad
directory-nav-listing = Nuestra ficha

## Buscar ayuda
directory-find-title = Encuentre ayuda cerca de usted
directory-find-lede = Es gratis. No tiene que iniciar sesión. No preguntamos por sus papeles.
directory-tiles = Tipos de ayuda
directory-search-name = Buscar ayuda
directory-search-submit = Buscar ayuda
directory-q = ¿Qué necesita?
directory-q-hint = Dígalo a su manera, como “comida” o “ayuda con la renta”
directory-near = Código postal
directory-near-hint = 5 números
directory-more-filters = Más opciones
directory-filter-hours = Horario
directory-open-now = Abierto ahora
directory-filter-room = Cupo
directory-has-room = Tiene cupo ahora
directory-filter-language = Idioma
directory-any-language = Cualquier idioma
directory-filter-distance = Qué tan lejos
directory-any-distance = Cualquier distancia
directory-within = A menos de { $n } millas
directory-count = { $n ->
    [one] 1 lugar
   *[other] { $n } lugares
  }
directory-count-what = { $n ->
    [one] 1 lugar para { $what }
   *[other] { $n } lugares para { $what }
  }
directory-count-near = { $n ->
    [one] 1 lugar cerca de { $near }
   *[other] { $n } lugares cerca de { $near }
  }
directory-count-what-near = { $n ->
    [one] 1 lugar para { $what } cerca de { $near }
   *[other] { $n } lugares para { $what } cerca de { $near }
  }
directory-views = Formas de ver los lugares
directory-view-list = Lista
directory-view-map = Mapa
directory-page = Página
directory-near-unknown = No sabemos dónde está “{ $zip }”. Los lugares de abajo no están ordenados por distancia.
directory-read-as = Nada tiene la palabra “{ $typed }”. Buscamos “{ $read }”.
directory-map-title = Dónde están los lugares
directory-map-here = Usted buscó desde { $zip }
directory-map-sentence = { $n ->
    [0] Ninguno de estos lugares está en el mapa.
    [one] Uno de estos lugares está en el mapa.
   *[other] { $n } de estos lugares están en el mapa.
  }
directory-map-one = Mapa: { $place }
directory-nothing-title = No encontramos nada para esto
directory-nothing-text = Eso no quiere decir que no haya ayuda. Pruebe con otras palabras o con menos opciones.
directory-nothing-words = Pruebe con una palabra corta, como “comida”, “renta” o “médico”. O elija un dibujo.
directory-tip-distance = Ver lugares más lejos
directory-tip-closed = Ver también los que están cerrados ahora
directory-tip-full = Ver también los que pueden estar llenos
directory-tip-language = Ver lugares en cualquier idioma
directory-tip-need = Buscar en todos los tipos de ayuda
directory-call-211 = Llamar al 211
directory-talk-title = ¿Prefiere hablar con una persona?
directory-talk-text = Llame al 211. Es gratis, de día y de noche. Pida su idioma.

## Datos de un lugar
directory-call = Llamar
directory-call-me = Pedir que me llamen
directory-miles = { $n ->
    [1.0] 1 milla
   *[other] { $n } millas
  }
directory-open-always = Abierto todo el día, todos los días
directory-open-until = Abierto ahora, hasta { $time }
directory-closed = Cerrado ahora
directory-opens-today = Abre hoy a { $time }
directory-opens-tomorrow = Abre mañana a { $time }
directory-opens-day = Abre el { $day } a { $time }
directory-holiday-doubt = Hoy es día feriado: llame antes.
directory-hours-daily = Todos los días
directory-hours-range = De { $from } a { $to }
directory-hours-rule = { $days }: de { $from } a { $to }
directory-hours-all-day = { $days }: todo el día y toda la noche
directory-hours-closed-on = Cerrado: { $days }
directory-hours-monthly = { $days } { $which } del mes
directory-hours-nth = { $n ->
    [-1] (el último)
    [1] (el primero)
    [2] (el segundo)
    [3] (el tercero)
    [4] (el cuarto)
   *[other] (número { $n })
  }
directory-hours-weeks = { $days }, cada { $n } semanas
directory-hours-unknown = No sabemos el horario. Llame antes de ir.
directory-capacity-open = Tiene cupo
directory-capacity-limited = Llame antes
directory-capacity-waitlist = Lista de espera
directory-capacity-closed = Lleno ahora
directory-capacity-set = El cupo se indicó el { $day }: { $who }.
directory-checked-on = Se revisó el { $day }.
directory-checked-by = Se revisó el { $day }: { $who }.
directory-unchecked = Nadie lo ha revisado todavía. Vino de { $source } el { $day }.
directory-address-private = La dirección no se muestra por seguridad

## La página de un lugar
directory-by = De { $name }
directory-also = También se llama { $name }
directory-not-running = Este servicio no está funcionando ahora. Llame antes de ir.
directory-safety-note = Si alguien le hace daño o le da miedo, es posible que vea las páginas que usted visita. Puede cerrar esta página cuando quiera. Si está en peligro, llame al 911.
directory-about = Sobre esta ayuda
directory-who = Para quién es
directory-ages-between = De { $low } a { $high } años
directory-ages-from = Desde los { $low } años
directory-ages-to = Hasta los { $high } años
directory-cost = Cuánto cuesta
directory-free = Gratis
directory-documents = Qué debe traer
directory-apply = Cómo pedirla
directory-wait = Cuánto se espera
directory-languages = Idiomas
directory-interpretation = Ayuda con los idiomas
directory-areas = Dónde debe vivir
directory-needs = Tipos de ayuda
directory-hours = Horario
directory-when-where = Cuándo y dónde
directory-place-in = En { $city }
directory-getting-there = Cómo llegar:
directory-accessibility = Acceso:
directory-contact = Llamar o escribir
directory-extension = extensión { $n }
directory-phone-fax = fax
directory-phone-textphone = TTY, para personas sordas o con problemas de audición
directory-phone-text = mensajes de texto
directory-no-contact = No tenemos un número de este lugar. Llame al 211.
directory-wrong = ¿Hay un error? Díganos
directory-wrong-text = No preguntamos quién es usted. Se lo pasamos a las personas que cuidan esta lista.
directory-wrong-what = ¿Qué está mal?
directory-wrong-phone = El número de teléfono
directory-wrong-hours = El horario
directory-wrong-address = La dirección
directory-wrong-closed = El lugar cerró para siempre
directory-wrong-other = Otra cosa
directory-wrong-words = ¿Qué debería decir?
directory-wrong-hint = Por favor, no escriba aquí sobre usted.
directory-wrong-send = Enviar
directory-report-thanks = Gracias. Lo vamos a revisar.

## Nuestra capacidad
directory-capacity-title = Nuestra capacidad
directory-capacity-lede = Diga si tiene cupo. Las personas que buscan ayuda lo ven enseguida.
directory-capacity-question = ¿Tiene cupo?
directory-capacity-open-hint = Pueden venir personas nuevas
directory-capacity-limited-hint = Quedan pocos lugares
directory-capacity-waitlist-hint = Anota nombres para después
directory-capacity-closed-hint = No puede recibir a nadie ahora
directory-capacity-never = Todavía no ha dicho si hay cupo.
directory-funded-units = Lugares pagados
directory-free-units = Lugares libres ahora
directory-capacity-save = Guardar
directory-capacity-undo = Deshacer el último cambio
directory-capacity-saved = Guardado. La gente ya lo ve.
directory-capacity-undone = Se deshizo el último cambio.
directory-no-services-title = Todavía no hay servicios
directory-no-services-text = Su organización no tiene servicios en el directorio. Pida a la coordinación que los agregue.

## Nuestra ficha
directory-listing-title = Nuestra ficha
directory-listing-lede = Esto es lo que la gente ve de sus servicios. Manténgalo al día.
directory-listing-edit = Editar
directory-listing-confirm = Todo sigue correcto
directory-listing-see = Ver la página pública
directory-listing-save = Guardar
directory-listing-saved = Guardado. La gente ya lo ve.
directory-listing-confirmed = Gracias. Cuenta como revisado hoy.
directory-listing-reverted = Se recuperó la versión anterior.
directory-reports-title = Nos dijeron que algo está mal:
directory-field-name = Nombre
directory-field-description = Qué ofrecen
directory-field-description-hint = Unas frases cortas. Lo más importante primero.
directory-field-status = ¿Está funcionando?
directory-status-active = Sí
directory-status-temporarily-closed = No por un tiempo
directory-status-inactive = No
directory-field-alert = Aviso por ahora
directory-field-alert-hint = Como “Cerrado el viernes”
directory-field-minimum-age = Edad mínima
directory-field-maximum-age = Edad máxima
directory-field-email = Correo electrónico
directory-field-url = Página web
directory-history = Versiones anteriores
directory-history-none = Todavía no hubo cambios.
directory-history-entry = Cambiado el { $day }
directory-history-revert = Recuperar esta versión

## Lo que puede estar mal en un formulario
directory-error-units = Escriba números enteros. No puede haber más lugares libres que pagados.
directory-error-capacity = Elija una de las cuatro respuestas
directory-error-name = Escriba un nombre de hasta 200 letras
directory-error-long = Este texto es demasiado largo
directory-error-private-address = Este lugar se mantiene en privado. Quite la calle, el código postal o el apartado postal.
directory-error-url = Escriba la dirección completa, que empiece con https://
directory-error-email = Escriba un correo electrónico, como ayuda@example.org
directory-error-email-theirs = Alguien de esta organización tiene una cuenta. Solo ellos cambian a dónde van sus solicitudes.
directory-error-status = Elija una de las respuestas
directory-error-age = Escriba las edades en años. La edad mínima va primero.
directory-error-what = Elija qué está mal
directory-conflict-no-undo = No hay nada que deshacer
directory-access-cd = Información en CD
directory-access-deaf-interpreter = Intérprete de lengua de señas
directory-access-disabled-parking = Estacionamiento para personas con discapacidad
directory-access-elevator = Elevador
directory-access-ramp = Rampa
directory-access-restroom = Baño para sillas de ruedas
directory-access-tape-braille = Información en cinta o en braille
directory-access-tty = Teléfono TTY
directory-access-wheelchair = Se puede entrar en silla de ruedas
directory-access-wheelchair-van = Camioneta para sillas de ruedas
directory-change = Cambiar lo que busca
