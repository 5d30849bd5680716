# Palabras que comparten el marco de cada página y los componentes. Las claves empiezan con web-.

web-skip = Saltar al contenido principal
web-nav = Principal
web-menu = Menú
web-switch-language = English
web-display = Pantalla
web-display-long = Letra grande, colores
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
web-no-class = Sin número
web-map-unmatched = { $n ->
    [one] Una zona no está en el mapa:
   *[other] { $n } zonas no están en el mapa:
  }
web-map-empty = Todavía no hay nada que poner en el mapa.
web-map-pins = Los números del mapa son los números de la lista.
web-map-scale = { $n } millas
web-map-north = El norte está arriba.
web-chart-empty = Todavía no hay números para dibujar.

web-breadcrumbs = Usted está aquí
web-pages = Páginas
web-previous = Anterior
web-next = Siguiente
web-page-n = Página { $n }
web-page-of = Página { $n } de { $total }
web-steps = Pasos
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
