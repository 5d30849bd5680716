# La sala de cifras: números del trabajo de la propia alianza. Las claves empiezan con insight-.

insight-nav-health = Cómo va la alianza
insight-nav-gaps = Carencias
insight-nav-month = Nuestro mes

## Palabras de todas sus páginas

insight-domain = Tipo de ayuda
insight-domain-other = Otra ayuda
insight-all-domains = Todos los tipos de ayuda
insight-area = Zona
insight-area-unknown = Zona desconocida
insight-all-areas = Todas las zonas
insight-area-alone = Para ver una sola zona de toda la alianza, escoja también un tipo de ayuda.
insight-scope = De quién son las solicitudes
insight-scope-all = toda la alianza
insight-scope-own = nuestra organización
insight-scope-all-long = Toda la alianza (sin números pequeños)
insight-scope-own-long = Nuestra organización (exacto)
insight-months = Meses
insight-last-months = los últimos { $n } meses
insight-filter-go = Mostrar
insight-when = Cuándo
insight-csv = Bajar los números (CSV)
insight-n-of = { $n } de { $of }
insight-range = Probablemente entre { $low }% y { $high }% (intervalo del 95%).
insight-few = Muy pocos para un porcentaje.
insight-hidden = Este número es pequeño, o dejaría ver uno pequeño. Lo ocultamos para que nadie pueda saber quién es.
insight-hidden-word = Oculto
insight-asked-short = Pidieron
insight-month-came-in = Llegaron
insight-month-went-out = Mandadas
insight-nobody = Nadie todavía
insight-nobody-yet = Todavía no hay nadie en este grupo. Eso no es lo mismo que cero.

insight-made = Cómo hacemos estos números
insight-made-source = Fuente: las solicitudes y derivaciones guardadas aquí, como están el { $date }.
insight-made-unit = Contamos solicitudes: una persona que quería ayuda con un tipo de necesidad. Una solicitud que se mandó a un segundo lugar sigue siendo una. Los meses son aquellos en que las personas pidieron ayuda.
insight-made-published = Los números del 1 al 10 están ocultos. También algunos más, para que nadie pueda calcular los pequeños. El cero se muestra como cero.
insight-made-own = Son las solicitudes de su propia organización. Son exactas; no las comparta.
insight-made-facts = “Recibido” es lo que dice la organización. “Resuelto” es lo que dice la persona. Nunca los mezclamos. Si nadie ha dicho nada, no cuenta como sí ni como no.
insight-made-sealed = Lo que tiene que ver con violencia doméstica no está en ningún conteo.

## Medidas

insight-asked = Solicitudes de ayuda
insight-asked-people = De { $n ->
    [one] una persona que quería
   *[other] { $n } personas que querían
  } ayuda.
insight-asked-text = Personas que querían ayuda; cada tipo de ayuda se cuenta una vez.
insight-answered-short = Contestadas
insight-unmet = Sin atender
insight-unmet-share = Sin atender, de todas las solicitudes
insight-median = Días hábiles hasta la respuesta
insight-median-of = { $n ->
    [one] La respuesta a una solicitud.
   *[other] La mediana de { $n } solicitudes contestadas: la mitad esperó menos y la mitad más.
  }
insight-m-answered = Con respuesta
insight-m-answered-of = { $n } de { $of } solicitudes tienen respuesta, sí o no.
insight-m-in-time = Contestadas a tiempo
insight-m-in-time-of = { $n } de { $of } solicitudes que tienen respuesta o ya deberían tenerla.
insight-m-closed = Ciclo cerrado
insight-m-closed-of = { $n } de { $of } solicitudes se contestaron y terminaron con un motivo.
insight-m-received = Servicio recibido
insight-m-received-of = En { $n } de { $of } solicitudes la organización dice que la persona recibió el servicio.
insight-m-resolved = Necesidad resuelta
insight-m-resolved-of = En { $n } de { $of } solicitudes la persona dice que la necesidad está resuelta.

insight-outcome = Qué pasó
insight-outcomes = Qué pasó con las solicitudes
insight-requests = Solicitudes
insight-share = Parte
insight-interval = Rango
insight-outcome-yes = Una organización dijo que sí
insight-outcome-no-room = Sin lugar
insight-outcome-other-no = No, por otro motivo
insight-outcome-late = Tarde o sin respuesta
insight-outcome-waiting = En espera, todavía a tiempo
insight-outcome-no-match = No se encontró a quién pedirle
insight-outcome-taken-back = Retirada o terminada antes de una respuesta

insight-reason = Motivo
insight-reasons = Por qué dijeron que no las organizaciones
insight-reasons-none = Ninguna solicitud terminó en un no.
insight-reasons-of = El motivo que dio la última organización, en las solicitudes que terminaron en un no.
insight-reason-no-capacity = Sin lugar
insight-reason-not-eligible = La persona no cumple los requisitos
insight-reason-out-of-area = Fuera de la zona que atienden
insight-reason-does-not-offer = No ofrecen eso
insight-reason-cannot-reach-person = No pudieron comunicarse con la persona
insight-reason-person-declined = La persona no lo quiso
insight-reason-duplicate = Ya tenían esa solicitud
insight-reason-language = Sin un idioma en común
insight-reason-other = Otro motivo

insight-trend = A lo largo del tiempo
insight-trend-title = Solicitudes, y cuántas tienen respuesta
insight-trend-point = { $when }: { $n } de { $of } solicitudes tienen respuesta.
insight-trend-caveat = Los números cambian por muchos motivos. Esto no muestra por qué.
insight-trend-none = Todavía no hay números suficientes para comparar.
insight-trend-whole-only = Los números a lo largo del tiempo se muestran para toda la alianza o para su propia organización.

## Cómo va la alianza

insight-health-title = Cómo va la alianza
insight-health-lede = Cuántas personas que querían ayuda recibieron respuesta, y qué resultó.
insight-health-key = { $asked } solicitudes de ayuda; { $percent } de cada 100 tienen respuesta.
insight-health-key-few = { $asked ->
    [one] Una solicitud de ayuda.
   *[other] { $asked } solicitudes de ayuda.
  }
insight-health-key-hidden = Hubo muy pocas solicitudes para mostrar.
insight-health-empty = Nadie ha pedido ayuda en este tiempo
insight-health-empty-text = Cuando alguien diga que quiere ayuda, aquí verá qué resultó. Pruebe otros filtros.

## Carencias

insight-gaps-title = Carencias
insight-gaps-lede = Dónde pidieron ayuda las personas y la ayuda no alcanzó. Aquí cuenta cada “no”, para que juntos hagamos algo.
insight-gaps-table = Tipos de ayuda por zona, la carencia mayor primero
insight-gaps-domains = Carencias por tipo de ayuda, todas las zonas
insight-gaps-chart = Solicitudes sin atender
insight-gaps-place = Tipo de ayuda y zona
insight-gaps-look = Ver de cerca
insight-gaps-key = La carencia mayor es { $domain } en esta zona: { $area }. Ahí, { $n ->
    [one] una solicitud quedó
   *[other] { $n } solicitudes quedaron
  } sin atender.
insight-gaps-key-domain = En todas las zonas, la carencia mayor que se puede mostrar es { $domain }: { $n ->
    [one] una solicitud quedó
   *[other] { $n } solicitudes quedaron
  } sin atender.
insight-gaps-key-none = Todas las solicitudes de este tiempo se atendieron o siguen en camino.
insight-gaps-key-hidden = Ninguna carencia es lo bastante grande para mostrarlo por zona.
insight-gaps-hidden = { $n ->
    [one] En una fila pidieron tan pocas personas que el número está oculto.
   *[other] En { $n } filas pidieron tan pocas personas que los números están ocultos.
  }
insight-gaps-empty = No hay carencias que mostrar
insight-gaps-empty-text = Nadie ha pedido ayuda en este tiempo, o los filtros no dejan nada. Pruebe otros filtros.

insight-gap-all = Toda la alianza, los últimos 12 meses
insight-gap-own = Solicitudes de nuestra propia organización (exactas)
insight-gap-own-none = Nadie le pidió esto a nuestra organización en esta zona.
insight-gap-no-trend = Los números a lo largo del tiempo de una sola zona se muestran solo a las organizaciones que miran sus propias solicitudes.
insight-gap-rows = Las solicitudes que hay detrás
insight-gap-rows-text = Usted ve lo que su organización mandó o recibió. Las de otras solo se cuentan arriba. Lo que abra queda anotado en el registro.
insight-gap-rows-none = Ninguna es de su organización.
insight-gap-rows-role = Su función ve conteos, no solicitudes sueltas.
insight-gap-receiver = A quién se le pidió
insight-gap-nobody-asked = A nadie todavía
insight-gap-open-referral = Abrir la derivación
insight-gap-open-person = Abrir a la persona
insight-standing-nobody = No se le pidió a nadie
insight-standing-no = No
insight-standing-done = Terminada
insight-standing-taken-back = Retirada
insight-standing-failed = Terminó sin ayuda
insight-standing-late = Tarde
insight-standing-waiting = En espera
insight-standing-yes = Sí, en camino
insight-close-no-room = Qué lo resolvería: más lugar. { $n } solicitudes recibieron un “no hay lugar”.
insight-close-no-match = Qué lo resolvería: un servicio nuevo o una zona más amplia. Para { $n } solicitudes no hubo a quién pedirle.
insight-close-late = Qué lo resolvería: respuestas a tiempo. { $n } solicitudes no tuvieron ninguna.
insight-close-other-no = Qué lo resolvería: servicios adecuados. { $n } solicitudes recibieron un no por otros motivos; vea abajo por qué.
insight-close-nothing = Aquí no queda nada sin atender.
insight-close-hidden = Las causas están ocultas, porque algunas son pequeñas.

## Nuestro mes

insight-month-title = Nuestro mes: { $month }
insight-month-so-far = Este mes no ha terminado. Estos son los números hasta ahora.
insight-month-choose = Mes
insight-month-show = Mostrar
insight-month-key = Recibimos { $n ->
    [one] una solicitud
   *[other] { $n } solicitudes
  }, hasta ahora contestamos { $answered } y dijimos que sí a { $yes }.
insight-month-key-helped = { $n ->
    [0] Este mes todavía no ha terminado la ayuda a nadie.
    [one] Este mes terminamos de ayudar a una persona.
   *[other] Este mes terminamos de ayudar a { $n } personas.
  }
insight-month-figure = Cifra
insight-month-before = Lo habitual (mediana de los { $n } meses anteriores)
insight-month-compare = Junto a nuestro propio pasado
insight-month-in-sent = Solicitudes que llegaron
insight-month-in-sent-of = Nos las mandaron este mes otros o las propias personas.
insight-month-in-answered = De estas, contestadas
insight-month-in-in-time = De estas, contestadas a tiempo
insight-month-in-late = De estas, tarde y sin respuesta
insight-month-in-yes = De estas, dijimos que sí
insight-month-in-no = De estas, dijimos que no
insight-month-in-closed = De estas, ciclo cerrado
insight-month-in-received = De estas, servicio recibido
insight-month-helped = Personas atendidas
insight-month-helped-of = Personas distintas que recibieron nuestro servicio y cuya ayuda terminó este mes.
insight-month-out-sent = Solicitudes que mandamos
insight-month-out-answered = De las nuestras, contestadas
insight-month-out-yes = De las nuestras, alguien dijo que sí
insight-month-out-closed = De las nuestras, ciclo cerrado
insight-month-out-resolved = De las nuestras, la persona dice: resuelta
insight-month-reasons = Por qué dijimos que no
insight-month-reasons-none = Este mes no le dijimos que no a nadie.
insight-month-referrals = Solicitudes
insight-month-chart = Solicitudes recibidas y mandadas, 18 meses
insight-month-chart-key = En los últimos 12 meses llegaron { $n } solicitudes. Contestamos { $answered } de ellas.
insight-month-print = Puede imprimir esta página con su navegador.
insight-month-made = Fuente: nuestras propias derivaciones, como están el { $date }. Lo que tiene que ver con violencia doméstica no está en ningún conteo.
insight-month-empty = Todavía no hay derivaciones
insight-month-empty-text = Cuando alguien le mande una solicitud, o usted mande una, aquí verá su mes.

insight-several = Personas conocidas por varias organizaciones
insight-several-text = Cada organización guarda sus propios expedientes. La computadora busca cuáles pueden ser de la misma persona. Aquí solo hay números: quién es, lo sabe una organización cuando la persona dice que sí.
insight-several-key = De { $of } personas, { $n } son conocidas por más de una organización.
insight-several-key-alone = { $n } personas son conocidas por más de una organización.
insight-several-none = Nadie es conocido por más de una organización todavía.
insight-several-hidden = Algunas personas son conocidas por más de una organización. Los números son demasiado pequeños para mostrarlos.
insight-several-chart = Cuántas organizaciones conocen a una persona
insight-several-partners = Conocidas por
insight-several-people = Personas
insight-several-1 = Una organización
insight-several-2 = Dos organizaciones
insight-several-3 = Tres organizaciones
insight-several-4 = Cuatro o más

## En la página para un futuro aliado
insight-value-title = Dónde pidieron ayuda y no alcanzó
insight-value-text = Cifras de los últimos 12 meses. Los números pequeños no se muestran, para que no se reconozca a nadie.
insight-value-none = Aún no hay un número tan grande que se pueda mostrar.
insight-gap-propose = Proponer algo para cerrarla
insight-say = Dónde falta ayuda
insight-say-text = Vea qué pidió la gente de aquí y no recibió, y diga qué se debería hacer. No necesita una cuenta.
insight-say-go = Ver lo que falta
