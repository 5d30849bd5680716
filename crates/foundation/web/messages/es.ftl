# Palabras que comparten el marco de cada página y los componentes. Las claves empiezan con web-.

web-skip = Saltar al contenido principal
web-nav = Principal
web-menu = Menú
web-switch-language = English
web-display = Pantalla
web-display-short = Letra grande
web-display-more = , colores
web-sign-in = Entrar
web-sign-out = Salir
web-account = Su cuenta
web-account-of = Cuenta: { $name }
web-demo-title = Esto es una demostración
web-demo-text = Las personas, los lugares y los teléfonos de aquí son inventados.
web-footer-help = ¿Necesita ayuda ahora?
web-footer-call-211 = Llame al { $number }
web-footer-danger = ¿Está en peligro?
web-footer-call-911 = Llame al { $number }
web-footer-privacy = Su privacidad, en palabras sencillas
web-footer-display = Pantalla e idioma
web-footer-source = Tandem es de código abierto.
web-footer-links = Sobre este sitio
web-description = { $page }. { $partnership } es un grupo de vecinos y organizaciones que trabajan juntos por la salud.

web-error-title = Hay un problema
web-error-prefix = Error:
web-errors-in-title = Error: { $title }
web-optional = (puede dejarlo en blanco)
web-show-table = Ver los números en una tabla
web-table-region = Tabla: { $title }
web-too-few = Muy pocos para mostrar
web-not-asked = No se preguntó
web-no-data = Todavía no hay números
web-suppressed-at-source = La fuente lo oculta
web-goal = Meta: { $value }
web-no-number = Sin número
web-class-under = Menos de { $value }
web-class-between = De { $from } a menos de { $to }
web-class-over = { $value } o más
web-area = Zona
web-number = Número
web-map-unmatched = { $n ->
    [one] Una zona no está en el mapa:
   *[other] { $n } zonas no están en el mapa:
  }
web-map-empty = Todavía no hay nada que poner en el mapa.
web-map-pins = Los números del mapa son los números de la lista.
web-map-scale = { $n ->
    [one] 1 milla
   *[other] { $n } millas
  }
web-map-north = El norte está arriba.
web-chart-empty = Todavía no hay números para dibujar.

web-breadcrumbs = Usted está aquí
web-pages = Páginas
web-previous = Anterior
web-next = Siguiente
web-page-n = Página { $n }
web-page-of = Página { $n } de { $total }
web-steps = Pasos
web-taken-out = Quitado
web-put-in = Puesto
web-change-end = fin del cambio
web-changes-legend = Lo que se quitó está tachado. Lo que se puso está subrayado. «…» está en lugar de lo que queda igual.
web-changes-en = Las palabras en inglés:
web-changes-es = Las palabras en español:
web-step-done = Hecho:
web-step-now = Ahora:
web-filters = Filtros
web-remove-filter = Quitar el filtro: { $name }
web-clear-filters = Quitar todos los filtros
web-call = Llamar
web-open = Abrir
web-close = Cerrar
web-tone-ok = Buena noticia
web-tone-soon = Pronto
web-tone-late = Aviso
web-tone-info = Nota

## Failures: a title, and what to do next.
error-not-found-title = No encontramos esa página
error-not-found-text = Puede que la dirección esté mal o que la página ya no exista. Puede volver atrás, buscar ayuda o empezar desde el inicio.
error-forbidden-title = Usted no puede abrir esta página
error-forbidden-text = Su función no la incluye. Pregunte a la persona que maneja las cuentas en su organización.
error-signed-out-title = Su sesión se cerró
error-signed-out-text = Entre de nuevo y envíe el formulario otra vez. No se guardó nada.
error-no-token-title = Falta el token o ya no es válido. Pida uno nuevo.
error-no-token-text = Un sistema lo pide en /oauth/token con su id y su clave.
error-two-proofs-title = Esta solicitud dice dos veces de quién es
error-two-proofs-text = Envíe una cookie de sesión o un token, no las dos cosas.
error-cross-site-title = Detuvimos esa solicitud
error-cross-site-text = Vino de otro sitio web. Abra la página aquí e intente de nuevo.
error-invalid-title = Hay algo que corregir en el formulario
error-invalid-text = Vuelva atrás, corríjalo y envíe el formulario de nuevo. No se guardó nada.
error-conflict-title = Esto cambió mientras tanto
error-conflict-text = Abra la página de nuevo para ver cómo está ahora.
error-keys-destroyed = Las claves de esta organización fueron destruidas. Ya no puede guardar más nombres.
error-unavailable-title = Estamos muy ocupados en este momento
error-unavailable-text = Intente de nuevo en unos segundos. No se guardó nada.
error-too-many-title = Fueron demasiadas veces
error-too-many-text = Espere un poco e intente de nuevo. No se guardó nada.
error-storage-title = No podemos guardar en este momento
error-storage-text = El servidor no tiene más espacio. No se guardó nada. Las personas que lo manejan tienen que hacer espacio.
error-internal-title = Algo falló de nuestro lado
error-internal-text = No se guardó nada. Intente de nuevo. Si vuelve a pasar, avise a las personas que manejan este sitio.
error-method-title = Esa página no funciona así
error-method-text = Abra la página desde el menú e intente de nuevo.
error-required = Llene este campo
error-body-too-large = Es demasiado texto para enviar de una vez. Hágalo más corto.
error-encoding = El formulario llegó en una codificación que no podemos leer. Tiene que ser UTF-8.
error-home-link = Ir al inicio
error-start-link = Volver a mi trabajo
error-find-link = Buscar ayuda
error-sign-in-link = Entrar
