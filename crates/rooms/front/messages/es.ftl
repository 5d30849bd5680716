# La entrada: páginas que no piden cuenta. Las claves empiezan con front-.

front-nav-home = Inicio
front-nav-privacy = Privacidad
front-nav-display = Pantalla e idioma

front-home-page = Inicio
front-home-title = Encuentre ayuda cerca de usted
front-home-what = { $partnership } le ayuda a encontrar comida, transporte, un lugar donde vivir y otra ayuda cerca de su casa.
front-home-find = ¿Qué necesita?
front-home-search = Buscar ayuda
front-home-q = O dígalo con sus propias palabras
front-home-q-hint = Por ejemplo: pañales, renta, transporte al médico
front-home-search-go = Buscar
front-home-ways = Otras maneras de recibir ayuda
front-home-track = Seguir mi solicitud
front-home-track-text = ¿Ya pidió ayuda? Vea cómo va con su código. No necesita una cuenta.
front-home-track-go = Seguir mi solicitud
front-home-phone = Pida ayuda por teléfono
front-home-phone-text = ¿Prefiere hablar con una persona? Llámenos. Podemos buscar la ayuda con usted.
front-home-phone-211 = ¿Prefiere hablar con una persona? Llame al 211. Conocen la ayuda que hay cerca de usted, de día y de noche.
front-home-phone-go = Llame al { $phone }
front-home-how = Cómo funciona
front-home-how-1 = Diga qué necesita
front-home-how-1-text = Escoja un dibujo o busque. No tiene que decirnos quién es.
front-home-how-2 = Escoja quién le puede ayudar
front-home-how-2-text = Vea qué está abierto, qué tan lejos queda y si hay lugar. Llame, o pida que le llamen.
front-home-how-3 = Díganos si funcionó
front-home-how-3-text = Revisamos que alguien le conteste. Si nadie le puede ayudar, lo resolvemos juntos.
front-home-partners = Quiénes somos
front-home-quilt = { $n ->
    [one] Un grupo trabaja en esto ahora.
   *[other] { $n } grupos de { $kinds ->
        [one] una parte
       *[other] { $kinds } partes
      } de la comunidad trabajan juntos en esto.
  }
front-home-patch = La colcha de arriba de la página tiene un parche por cada grupo.
front-home-privacy = Usted decide quién ve lo que nos cuenta.
front-home-privacy-go = Lea cómo lo cuidamos

front-menu-title = Menú
front-menu-lede = Todas las páginas que puede usar, en una lista.
front-menu-work = Su trabajo
front-menu-everyone = Para todos
front-menu-settings = Ajustes
front-menu-staff = Para quienes trabajan con nosotros
front-menu-staff-text = Entre aquí para dar respuesta o para ayudar a alguien.
front-menu-sign-in = Entrar
front-menu-sign-out = Salir

front-privacy-title = Su privacidad, en palabras sencillas
front-privacy-key = Usted decide quién ve lo que nos cuenta. Puede decir que no y aun así recibir ayuda. Puede cambiar de opinión cuando quiera.
front-privacy-danger = ¿Alguien le hace daño?
front-privacy-danger-text = Si está en peligro ahora, llame al 911. Lo que le cuenta a un grupo de seguridad se queda con ese grupo. Nunca está en una lista de aquí, ni en un conteo.
front-privacy-danger-call = Llame al 911
front-privacy-open = Puede buscar ayuda sin decirnos quién es
front-privacy-open-1 = Para buscar no necesita cuenta ni nombre.
front-privacy-open-2 = No usamos anuncios y no le seguimos a otros sitios.
front-privacy-open-3 = Este sitio guarda una pequeña nota en su navegador si cambia el idioma o el tamaño de la letra. El personal que entra con su cuenta recibe una más.
front-privacy-never = Lo que nunca preguntamos
front-privacy-never-1 = Nunca preguntamos por papeles ni por inmigración. En este sistema no hay dónde escribirlo.
front-privacy-never-2 = Si un formulario de otro lugar trae esa respuesta, la quitamos antes de guardar nada.
front-privacy-never-3 = Nunca vendemos lo que usted nos cuenta.
front-privacy-kept = Lo que guardamos si pide ayuda
front-privacy-kept-1 = Su nombre, cómo comunicarnos con usted y qué necesita.
front-privacy-kept-2 = De qué manera es seguro comunicarnos con usted. Por ejemplo: sin mensajes de texto, o sin mensajes de voz.
front-privacy-kept-3 = Quién le ayudó y si funcionó. Puede dejar en blanco cualquier pregunta.
front-privacy-who = Quién lo puede ver
front-privacy-who-1 = El grupo al que usted se lo contó. Ahí, solo las personas cuyo trabajo es ayudarle.
front-privacy-who-2 = Otro grupo, solo si usted le dice que sí a ese grupo por su nombre. Su sí tiene una fecha de fin.
front-privacy-who-3 = Si no dice que sí, todavía podemos pedir ayuda para usted sin su nombre.
front-privacy-who-4 = Cada vez que alguien abre su expediente, anotamos quién fue. Usted puede pedir esa lista.
front-privacy-extra = Algunas cosas tienen más candados
front-privacy-extra-1 = Salud mental, alcohol y drogas, VIH y datos de la escuela: nadie más los ve, a menos que usted diga que sí a eso mismo.
front-privacy-extra-2 = Seguridad en casa: lo guarda el grupo que le ayuda. No sale de ese grupo.
front-privacy-extra-3 = Nuestros correos y mensajes de texto nunca dicen en el asunto qué tipo de ayuda pidió.
front-privacy-back = Cómo retirar su sí
front-privacy-back-1 = Abra su enlace privado y escoja “Lo que comparto”. O pídalo a cualquiera de los grupos que le ayudan.
front-privacy-back-2 = No tiene que decir por qué.
front-privacy-back-3 = Vale de inmediato: la próxima vez que miren, no verán nada.
front-privacy-back-4 = Un grupo que ya empezó a ayudarle conserva sus propias notas de esa ayuda.
front-privacy-counts = Cómo contamos
front-privacy-counts-1 = Contamos cuántas personas pidieron ayuda y cuántas la recibieron. Un conteo no lleva nombres.
front-privacy-counts-2 = Si un número es 10 o menos, no lo mostramos fuera, para que nadie pueda adivinar quién es.
front-privacy-call = ¿Preguntas?
front-privacy-call-text = Puede pedirnos ver, corregir o entender lo que guardamos sobre usted.
front-privacy-call-who = También puede preguntar al grupo con el que habló. Cada grupo tiene una persona que cuida la privacidad.

front-display-title = Pantalla e idioma
front-display-offer = Está leyendo esta página en español. ¿Quiere el español en todas las páginas?
front-display-offer-go = Sí, usar español
front-display-offer-no = No, volver
front-display-lang = Idioma
front-display-size = Tamaño de la letra
front-display-size-device = Normal
front-display-size-large = Más grande
front-display-theme = Claro u oscuro
front-display-theme-device = Como mi teléfono o computadora
front-display-theme-light = Claro
front-display-theme-dark = Oscuro
front-display-contrast = Contraste
front-display-contrast-hint = Con el contraste fuerte, las letras son amarillas sobre fondo negro.
front-display-contrast-device = Como mi teléfono o computadora
front-display-contrast-more = Contraste fuerte
front-display-keys = Atajos del teclado
front-display-keys-hint = Apáguelos si usa control por voz o si las teclas sueltas le estorban.
front-display-keys-device = Encendidos
front-display-keys-off = Apagados
front-display-save = Guardar
front-display-cookie = Guardamos estas opciones solo en este navegador.
front-display-saved = Guardado. Todas las páginas se ven ahora como usted escogió.
