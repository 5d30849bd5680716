# Palabras de la sala de acuerdos.

## Acuerdos
agreements-nav = Acuerdos
agreements-title = Acuerdos
agreements-key = { $n ->
    [0] Ahora no hay ningún acuerdo vigente.
    [one] Ahora hay un acuerdo vigente. { $sharing ->
        [0] No permite compartir datos de personas.
       *[other] Dice qué datos de personas se pueden compartir.
      }
   *[other] Ahora hay { $n } acuerdos vigentes. { $sharing ->
        [0] Ninguno permite compartir datos de personas.
        [one] Uno de ellos dice qué datos de personas se pueden compartir.
       *[other] { $sharing } de ellos dicen qué datos de personas se pueden compartir.
      }
  }
agreements-lead = Esto es lo que nuestros socios se han prometido: quiénes, para qué y hasta cuándo. Nadie comparte datos de una persona con otro socio sin un acuerdo de uso de datos y sin el sí de la propia persona.
agreements-new = Escribir un acuerdo
agreements-edit = Cambiar el borrador
agreements-filter = Elegir cuáles mostrar
agreements-any = Todos
agreements-count = { $n ->
    [one] Un acuerdo
   *[other] { $n } acuerdos
  }
agreements-none = Aquí no hay ningún acuerdo
agreements-none-hint = Los acuerdos aparecen aquí en cuanto los firman todos los socios que participan.
agreements-name = Nombre
agreements-kind = Tipo
agreements-kind-memorandum = Memorando de entendimiento
agreements-kind-memorandum-hint = Quién hace qué en conjunto.
agreements-kind-data-use = Acuerdo de uso de datos
agreements-kind-data-use-hint = Qué datos de personas pueden compartir los socios. Además hace falta el sí de la propia persona.
agreements-kind-shared-outcome = Acuerdo de resultados compartidos
agreements-kind-shared-outcome-hint = Los resultados de los que los socios responden juntos.
agreements-parties = Partes
agreements-party = Parte
agreements-spanish = En español
agreements-spanish-hint = Quien lee en español ve este nombre y este propósito. Lo que se firma es el texto tal como está.
agreements-spanish-do = Guardar
agreements-purpose = Para qué es
agreements-purpose-hint = Una o dos frases que cualquiera pueda leer. Son públicas.
agreements-classes = Datos de personas que abarca
agreements-classes-hint = Solo para un acuerdo de uso de datos.
agreements-class-contact = Su nombre y cómo comunicarse con usted
agreements-class-needs = Con qué necesita ayuda, a quién se le pidió y cómo va
agreements-class-answers = Sus respuestas a nuestras preguntas
agreements-class-visits = Sus visitas a hospitales y clínicas
agreements-first-day = Primer día
agreements-last-day = Último día
agreements-last-day-hint = Cinco años como máximo. Después se escribe un nuevo plazo.
agreements-body = Lo que prometen las partes
agreements-body-hint = Deje una línea vacía entre párrafos. El nombre, las partes, los días y los datos se ponen arriba.
agreements-language = Idioma del texto
agreements-follows = Sigue a
agreements-followed-by = Le sigue
agreements-reason = Por qué
agreements-state = Cómo está
agreements-state-draft = Borrador
agreements-state-out = Espera firmas
agreements-state-signed = Firmado, aún no empieza
agreements-state-in-force = Vigente
agreements-state-expired = Su plazo terminó
agreements-state-ended = Terminó antes
agreements-state-stopped = Abandonado
agreements-save = Guardar
agreements-save-draft = Guardar el borrador
agreements-cancel = Cancelar
agreements-saved = Guardado.
agreements-drafted = El borrador está guardado. Léalo y luego pida las firmas.

agreements-is-draft = Esto es un borrador. Todavía no se ha pedido a nadie que lo firme.
agreements-is-out = Falta que firmen: { $who }.
agreements-is-signed = Ya firmaron todos. Empieza el { $day }.
agreements-is-in-force = Está vigente hasta el final del { $day }.
agreements-is-ending = Está vigente hasta el final del { $day }, porque una parte retira su palabra.
agreements-is-expired = Su último día fue el { $day }.
agreements-is-ended = Terminó antes, el { $day }.
agreements-is-stopped = Se abandonó antes de entrar en vigor.

agreements-signature = Firma
agreements-has-signed = Firmado
agreements-not-signed = Falta firmar
agreements-gone = Retiró su palabra el { $day }
agreements-leaves = Retira su palabra el { $day }
agreements-how-typed = nombre escrito
agreements-how-drawn = dibujada
agreements-how-paper = en papel
agreements-drawn-by = La firma de { $name }
agreements-text = El texto
agreements-text-members = Quienes trabajan en un socio pueden leer el texto completo al entrar con su cuenta.
agreements-hash = Versión { $version }. Su huella (SHA-256): { $hash }
agreements-version = Versión { $version }, { $day }

agreements-sign-for = Firmar por { $organization }
agreements-sign-lead = Lea el texto de arriba. Usted firma este texto y ningún otro.
agreements-sign-name = Escriba su nombre completo
agreements-sign-hint = Su nombre escrito es su firma.
agreements-sign-draw = También puede dibujar su firma
agreements-sign-draw-hint = Use un dedo, un lápiz o el ratón. Puede dejarlo vacío.
agreements-sign-clear = Borrar el dibujo
agreements-sign = Firmar
agreements-signed-one = Firmado. El acuerdo empieza cuando firmen todos.
agreements-signed-all = Firmado. Ya firmaron todos, así que el acuerdo está vigente.

agreements-withdraw = Retirar nuestra palabra
agreements-withdraw-text = Desde ese día su organización ya no está obligada por este acuerdo. Lo que otros podían ver de sus personas gracias a él se cierra de inmediato, y usted ya no puede ver lo de ellos. Si solo queda una parte, el acuerdo termina.
agreements-withdraw-from = ¿Desde qué día?
agreements-withdraw-do = Retirar nuestra palabra
agreements-withdrawn = Su palabra queda retirada. Las otras partes reciben una carta.

agreements-not-heard-title = Escuchamos antes de pedir. Nadie ha anotado una conversación con:
agreements-not-heard-do = Anotar una conversación con { $name }
agreements-not-heard-party = Todavía sin escuchar
agreements-next = ¿Qué sigue?
agreements-send = Pedir las firmas
agreements-send-text = Desde ese momento el texto queda fijo. Cada parte recibe una carta.
agreements-sent = Se pidió a las partes que firmen.
agreements-recall = Recuperarlo para cambiarlo
agreements-recall-text = Una firma vale solo para el texto que tiene encima. Si cambia una palabra, todos firman de nuevo.
agreements-recalled = Es un borrador otra vez.
agreements-stop = Abandonar este acuerdo
agreements-stop-do = Abandonarlo
agreements-stopped = El acuerdo se abandonó.
agreements-renew = Escribir el siguiente plazo
agreements-renew-text = Un borrador nuevo con las mismas palabras, desde el día después del último. Todos lo firman de nuevo.
agreements-renewed = Aquí está el borrador del siguiente plazo.
agreements-paper = Una parte firmó en papel
agreements-paper-text = Solo si usted ha visto el papel firmado. El papel debe tener el texto de arriba. La firma cuenta cuando alguien de esa parte la confirma. Si nadie de allí puede firmar aquí, la confirma otra persona que cuida los acuerdos o que firma por otro socio.
agreements-paper-name = Nombre de quien firmó
agreements-paper-day = Día de la firma
agreements-paper-do = Anotar la firma
agreements-paper-noted = La firma queda anotada. Contará cuando otra persona haya visto el papel.
agreements-paper-waits = En papel, espera una segunda mirada
agreements-paper-look = Firmas en papel que esperan
agreements-paper-look-text = Una firma en papel cuenta cuando otra persona ha visto el papel. Quien la anotó no puede confirmarla.
agreements-paper-signed-by = { $name } firmó por { $organization } el { $day }.
agreements-paper-confirm = Vi el papel
agreements-paper-confirmed = Gracias. La firma en papel cuenta.
agreements-paper-strike = Quitarla: fue un error
agreements-paper-struck = La firma en papel ya no está.

agreements-rule = Cuándo hace falta un acuerdo
agreements-rule-always = El sí de una persona puede nombrar a un socio solo si hay un acuerdo de uso de datos vigente con ese socio.
agreements-rule-from = Hasta el { $day } el sí de una persona puede nombrar a un socio sin acuerdo de uso de datos. Desde ese día ya no, y lo que se abrió antes se cierra.
agreements-rule-day = Hace falta desde
agreements-rule-hint = Para una alianza que necesita tiempo para firmar. Si lo deja vacío, los acuerdos hacen falta ya.

agreements-error-title = Póngale un nombre de 1 a 160 letras.
agreements-error-purpose = Diga para qué es, en 600 letras como máximo.
agreements-error-body = Escriba lo que prometen las partes, en 40,000 letras como máximo.
agreements-error-parties = Elija de 2 a 60 organizaciones.
agreements-error-own-party = Su propia organización tiene que ser una de las partes.
agreements-error-no-such-party = Elija una de las partes.
agreements-error-not-heard = Primero escuche: anote una conversación con { $who } y después pida.
agreements-error-classes = Elija al menos un tipo de dato.
agreements-error-kind = Elija un tipo.
agreements-error-language = Elija un idioma.
agreements-error-day = Escriba un día, por ejemplo 2027-06-30.
agreements-error-expires-before = El último día es anterior al primero.
agreements-error-expires-late = Un acuerdo dura cinco años como máximo.
agreements-error-expires-past = Su último día ya pasó. Recupérelo y ponga uno nuevo.
agreements-error-signature = Escriba el nombre completo, de 2 a 120 letras.
agreements-error-drawing = No pudimos leer el dibujo. Bórrelo y dibuje otra vez, o déjelo vacío.
agreements-error-text-changed = El texto cambió desde que usted lo abrió. Léalo otra vez y luego firme.
agreements-error-day-to-come = Ese día todavía no llega.
agreements-error-withdraw-day = Elija un día desde hoy hasta el último día del acuerdo.
agreements-error-reason = Diga por qué, en 3 a 600 letras.
agreements-conflict-changed = Otra persona cambió este acuerdo. Ábralo otra vez para ver cómo está.
agreements-conflict-signed = Su organización ya firmó este texto.

## El acuerdo de uso de datos de base
agreements-standard-title = Compartir para ayudar
agreements-standard-purpose = Para que cada persona cuente su historia una sola vez y reciba ayuda de cualquiera de nosotros.
agreements-standard-body =
    Compartimos los datos de una persona solo cuando ella dijo que sí, y solo para lo que dijo que sí.

    En cada organización ven los datos solo quienes los necesitan para ayudar. Antes les enseñamos esto, y sabemos quiénes son.

    No vendemos datos de personas ni se los damos a otros. No los usamos para juzgar quién puede quedarse en este país ni para castigar a nadie.

    Los registros de tratamiento por alcohol o drogas siguen bajo 42 CFR Parte 2. Los de salud siguen bajo HIPAA. Los de la escuela siguen bajo FERPA.

    Si algo sale mal, avisamos a las otras partes en dos días hábiles, y a las personas afectadas lo antes posible.

    Cada persona puede preguntarnos qué sabemos, pedir que se corrija y retirar su sí. Lo hacemos sin demora.

    Cualquiera de nosotros puede retirar su palabra. Desde ese día no se comparte nada nuevo por este acuerdo.

## Compromisos
agreements-nav-commitments = Compromisos
agreements-commitments = Compromisos
agreements-commitments-key = { $kept ->
    [one] Se cumplió un compromiso,
   *[other] Se cumplieron { $kept } compromisos,
  } { $late ->
    [one] uno está atrasado o no se cumplió
   *[other] { $late } están atrasados o no se cumplieron
  } y { $open ->
    [one] uno sigue abierto.
   *[other] { $open } siguen abiertos.
  }
agreements-commitments-lead = Lo que los socios dijeron que harán y para cuándo. Vienen de decisiones y acuerdos. Los atrasados también están aquí.
agreements-commitments-count = { $n ->
    [one] Un compromiso
   *[other] { $n } compromisos
  }
agreements-commitments-none = Aquí no hay ningún compromiso
agreements-commitments-none-hint = Los compromisos aparecen aquí en cuanto una decisión o un acuerdo trae uno.
agreements-promise = A qué se compromete
agreements-promise-hint = Una frase que cualquiera pueda leer. Es pública. No nombre a nadie que reciba ayuda.
agreements-promise-es = Lo mismo en español
agreements-promise-new = Añadir un compromiso
agreements-owner = Quién lo hace
agreements-due = Para el
agreements-csv = Descargar como tabla (CSV)
agreements-standing-open = Abierto
agreements-standing-late = Atrasado
agreements-standing-kept = Cumplido
agreements-standing-kept-late = Cumplido, pero tarde
agreements-standing-broken = No cumplido
agreements-standing-dropped = Descartado
agreements-said-on = Dicho el
agreements-outcome = En palabras
agreements-outcome-hint = Qué se hizo, o por qué no. Esto es público.
agreements-close = ¿En qué quedó?
agreements-close-state = ¿Se hizo?
agreements-close-done = Sí, está hecho
agreements-close-not-done = No, y no se hará
agreements-close-dropped = Ya no hace falta
agreements-error-words = Diga a qué se compromete, en 3 a 400 letras.
agreements-error-owner = Elija una organización.
agreements-error-owner-member = Esta persona no trabaja ahí.
agreements-error-outcome = Dígalo en palabras, de 3 a 600 letras.
agreements-error-outcome-state = Elija en qué quedó.
agreements-conflict-closed = Alguien ya dijo en qué quedó este compromiso.

## Glosario
agreements-nav-glossary = Palabras que usamos
agreements-glossary = Palabras que usamos
agreements-glossary-key = { $n ->
    [one] Aquí se explica una palabra.
   *[other] Aquí se explican { $n } palabras.
  } { $differ ->
    [0] Todos entendemos lo mismo por ellas.
    [one] Una de ellas significa cosas distintas para grupos distintos.
   *[other] { $differ } de ellas significan cosas distintas para grupos distintos.
  }
agreements-glossary-search = Buscar una palabra
agreements-glossary-find = Buscar
agreements-glossary-count = { $n ->
    [one] Una palabra
   *[other] { $n } palabras
  }
agreements-glossary-none = Aquí no está esa palabra
agreements-glossary-none-hint = Pida a la coordinación que la explique.
agreements-glossary-new = Explicar una palabra
agreements-glossary-edit = Cambiar esta palabra
agreements-glossary-words = La palabra y sus otras formas
agreements-glossary-words-hint = Sepárelas con comas: caso, casos. La primera es el título.
agreements-glossary-plain = En palabras sencillas
agreements-glossary-meanings-hint = ¿Algún grupo de socios entiende algo propio? Diga qué.
agreements-glossary-meaning = Lo que entienden
agreements-glossary-sectors = Lo que entiende cada grupo
agreements-glossary-differ = { $n ->
    [one] Una palabra de aquí se entiende distinto según el grupo
   *[other] { $n } palabras de aquí se entienden distinto según el grupo
  }
agreements-reads-differently = Se entiende distinto
agreements-reads-differently-text = Esta palabra se entiende distinto según el grupo. Diga en qué sentido la usa.
agreements-in-spanish = { $what } (en español)
agreements-error-term-words = Escriba la palabra, en 200 letras como máximo.
agreements-error-term-plain = Explíquela en 3 a 600 letras.
agreements-error-term-meaning = Escriba el significado en los dos idiomas, en 600 letras como máximo cada uno.
agreements-error-term-known = Esta palabra ya está explicada.

## Capacitación
agreements-nav-training = Capacitación
agreements-training = Capacitación
agreements-training-due = { $n ->
    [one] Usted tiene una capacitación pendiente:
   *[other] Usted tiene { $n } capacitaciones pendientes:
  }
agreements-training-nothing-due = Usted no tiene nada pendiente.
agreements-training-none = Todavía no hay capacitación
agreements-training-none-hint = La escribe la coordinación.
agreements-training-new = Escribir una capacitación
agreements-training-edit = Cambiar esta capacitación
agreements-training-retire = Dejar de usarla
agreements-training-module = Capacitación
agreements-training-for = Obligatoria para
agreements-training-for-nobody = Nadie; está abierta a todos
agreements-training-role-co-lead = Quien dirige un grupo con otros
agreements-training-role-seat = Todos los que tienen un puesto en un grupo
agreements-training-you = Usted
agreements-training-is-due = Pendiente
agreements-training-done-on = Completada el { $day }
agreements-training-complete-text = ¿La leyó y la entendió? Si no, pregunte a quien administra su organización.
agreements-training-complete-do = La completé
agreements-training-completed = Anotado. Gracias.
agreements-training-members = Miembros de su organización
agreements-training-member = Miembro
agreements-training-still-due = Pendiente
agreements-training-all-done = Nada pendiente
agreements-training-organizations = Cómo van las organizaciones
agreements-training-organization = Organización
agreements-training-required = Miembros con algo obligatorio
agreements-training-complete = De ellos, con todo completado
agreements-training-title = Título
agreements-training-body = Lo que hay que aprender
agreements-training-roles = Obligatoria para
agreements-training-version = Una versión nueva
agreements-training-again = Todos deben completarla otra vez
agreements-error-module-body = Escriba lo que hay que aprender, en 20,000 letras como máximo.
agreements-error-roles = Elija los roles de la lista.

## Cartas
agreements-letter-sign =
    Hola, { $name }:

    le pedimos a su organización que firme un acuerdo de { $partnership }: { $title }

    Léalo y fírmelo aquí:
    { $url }
agreements-letter-sign-address =
    Hola, { $name }:

    le pedimos a su organización que firme un acuerdo de { $partnership }: { $title }

    Pueden firmarlo en papel, o aquí cuando alguien de ustedes tenga una cuenta.
agreements-letter-no-account =
    Esta carta llega a la dirección de su organización porque nadie de ustedes tiene una cuenta todavía.
    Pídasela a quien coordina { $partnership }, o pida el texto en papel.
agreements-letter-paper =
    Hola, { $name }:

    se anotó esta firma en papel: { $title }
    { $signer } firmó por { $organization } el { $day }.

    Todavía no cuenta: otra persona tiene que ver el papel. Si hay un error, dígalo.
    { $url }

    { $partnership }
agreements-letter-unsigned =
    Hola, { $name }:

    este acuerdo de { $partnership } todavía espera firmas: { $title }
    Faltan: { $who }

    { $url }
agreements-letter-in-force =
    Hola, { $name }:

    ya firmaron todas las partes: { $title }
    Vale desde el { $first } hasta el final del { $last }.

    { $url }

    { $partnership }
agreements-letter-withdrawn =
    Hola, { $name }:

    { $organization } retira su palabra desde el { $day }: { $title }
    Por qué: { $reason }

    { $url }

    { $partnership }
agreements-letter-expires =
    Hola, { $name }:

    el último día de este acuerdo es el { $day }: { $title }
    Después de ese día los socios ya no pueden compartir datos por él.
    { $next }

    { $url }

    { $partnership }
agreements-letter-next-none = Nadie ha empezado todavía el siguiente plazo.
agreements-letter-next-draft = Se está escribiendo el siguiente plazo.
agreements-letter-next-unsigned = Falta que firmen el siguiente plazo: { $who }
agreements-letter-soon =
    Hola, { $name }:

    { $organization } se comprometió a algo para el { $day }: { $words }
    ¿Ya está hecho? Dígalo aquí:
    { $url }

    { $partnership }
agreements-letter-late =
    Hola, { $name }:

    { $organization } se comprometió a esto para el { $day }, y nadie ha dicho que esté hecho: { $words }
    Diga en qué quedó. Hasta entonces aparece en público como atrasado.
    { $url }

    { $partnership }
