network-nav = Quién trabaja con quién
network-title = Quién trabaja con quién
network-tab-network = La red
network-tab-drill = Si alguien se fuera
network-lead = Esto sale de lo que se hizo, no de lo que se dijo: solicitudes que se contestaron, lo que los aliados dan y reciben, grupos en los que se sientan juntos, reuniones en las que estuvieron los dos y acuerdos sobre su trabajo.
network-none = Aún no hay lazos
network-none-hint = Un lazo aparece cuando los aliados contestan solicitudes, dan algo, están en el mismo grupo, se reúnen o tienen un acuerdo.
network-none-of-these = No hay lazos de estas clases
network-none-of-these-hint = Puede haber lazos de otras clases.
network-every-kind = Mostrar todas las clases
network-filter = Elegir clases de lazos
network-filter-kinds = Lazos por
network-filter-hint = El dibujo, la tabla, las cifras y el archivo las siguen. Si no elige ninguna, cuentan todas.
network-filter-show = Mostrar
network-real = Trabajo que se hace en común
network-key = { $tied } de { $all } aliados trabajan con al menos otro. { $pairs ->
    [one] Una pareja trabaja
   *[other] { $pairs } parejas trabajan
  } en común. Eso es { $share } de todas las parejas posibles.
network-no-cut = Nadie une por sí solo dos partes: si uno se fuera, los demás todavía podrían llegar unos a otros.
network-cut = { $n ->
    [one] Un aliado une por sí solo algunas partes: { $names }. Sin él, alguien quedaría separado.
   *[other] { $n } aliados unen algunas partes: { $names }. Sin uno de ellos, alguien quedaría separado.
  }
network-table = Quién trabaja con quién, como tabla
network-table-how = En orden de nombres. No se hace una lista de mejores.
network-works-with = Trabaja con
network-with = { $name } ({ $kinds })
network-ways = Está en el camino de otras parejas
network-broker = Une sectores
network-broker-n = { $n ->
    [0] ninguna pareja
    [one] una pareja
   *[other] { $n } parejas
  }
network-referrals-some = de 11 a 50 solicitudes
network-referrals-many = de 51 a 200 solicitudes
network-referrals-most = más de 200 solicitudes
network-gifts-n = { $n ->
    [one] una cosa dada
   *[other] { $n } cosas dadas
  }
network-money-n = { $n ->
    [one] dinero una vez
   *[other] dinero { $n } veces
  }
network-bodies-n = { $n ->
    [one] un grupo
   *[other] { $n } grupos
  }
network-meetings-n = { $n ->
    [one] una reunión
   *[other] { $n } reuniones
  }
network-agreements-n = { $n ->
    [one] un acuerdo
   *[other] { $n } acuerdos
  }
network-picture = Quién trabaja con quién
network-picture-table = La tabla antes de este dibujo dice lo mismo con palabras.
network-kind-referrals = Solicitudes contestadas
network-kind-gifts = Algo que se dio, aparte de dinero
network-kind-money = Dinero dado
network-kind-bodies = El mismo grupo
network-kind-meetings = La misma reunión
network-kind-agreements = Un acuerdo sobre su trabajo
network-kind-several = Más de una de estas cosas
network-legend-cut = Une partes
network-untied = Aún no hay un lazo guardado de:
network-measures = La red en cifras
network-density = Parte de las parejas posibles
network-density-means = de todas las parejas trabajan en común.
network-central = Cuánto depende de pocos
network-central-means = (0: los lazos están bien repartidos, 1: todos dependen de uno)
network-central-ways = Cuántos caminos pasan por pocos
network-central-ways-means = (0: los caminos están bien repartidos, 1: todos pasan por uno)
network-steps = Pasos de uno a otro
network-steps-means = en promedio, dentro de la parte más grande.
network-parts = Partes
network-parts-means = de aliados que pueden llegar unos a otros.
network-clustering = Aliados de uno que se conocen entre sí
network-clustering-means = (0: ninguno, 1: todos)
network-groups = Grupos encontrados
network-groups-means = de aliados con más lazos adentro que afuera. Es solo para mirar. Nada se decide con esto.
network-mixing = Lazos entre sectores
network-mixing-means = (-1: todos dentro de un sector, 1: todos entre sectores)
network-csv = Descargar los lazos como archivo
network-made = Solicitudes contestadas en los últimos 12 meses, contadas por pareja de organizaciones, nunca por persona. Menos de 11 entre dos no se muestran y se ven como ninguna. Reuniones de los últimos 12 meses que ya terminaron: de qué organizaciones había gente, nunca quién. Los lugares que protegen a personas no están en ningún conteo de solicitudes ni de reuniones. Un acuerdo sobre qué datos se comparten no es un lazo: todos los aliados pueden haber firmado el mismo.

## Si alguien se fuera mañana
network-drill-title = Si alguien se fuera mañana
network-drill-lead = Un ensayo, para que el trabajo dure más que cualquiera de nosotros. Muestra lo que fallaría, para arreglarlo ahora.
network-drill-choose = Elija
network-drill-organization = Si esta organización se fuera
network-drill-member = Si esta persona se fuera
network-drill-member-hint = Personas que hoy tienen un asiento o son suplentes de alguien que lo tiene.
network-drill-ask = Mostrar lo que fallaría
network-drill-left = Si { $name } se fuera mañana
network-drill-key = { $pairs ->
    [0] Ninguna pareja de los demás perdería su camino.
    [one] Una pareja de los demás ya no podría llegar una a otra.
   *[other] { $pairs } parejas de los demás ya no podrían llegar una a otra.
  } { $bodies ->
    [0] Ningún grupo perdería el derecho de adoptar.
    [one] Un grupo ya no podría adoptar.
   *[other] { $bodies } grupos ya no podrían adoptar.
  } { $agreements ->
    [0] Ningún acuerdo terminaría.
    [one] Un acuerdo terminaría.
   *[other] { $agreements } acuerdos terminarían.
  } { $gaps ->
    [0] Ninguna ayuda perdería su último servicio abierto.
    [one] Una ayuda perdería su último servicio abierto en un lugar.
   *[other] La ayuda perdería su último servicio abierto en { $gaps } casos, cada uno una ayuda en un lugar.
  } { $gifts ->
    [0] No hay nada anotado que se dé o se reciba.
    [one] Terminaría una cosa que se da o se recibe.
   *[other] Terminarían { $gifts } cosas que se dan o se reciben.
  }
network-drill-paths = Caminos entre los demás
network-drill-pairs = { $n ->
    [0] Todos los demás todavía podrían llegar unos a otros.
    [one] Una pareja ya no podría llegar una a otra.
   *[other] { $n } parejas ya no podrían llegar una a otra.
  }
network-drill-alone = Se quedarían sin lazos:
network-drill-part = Quedarían separados juntos:
network-drill-sectors = No quedaría ningún lazo entre { $one } y { $other }.
network-drill-introductions = { $n ->
    [0] Ninguna pareja de sus aliados se conoce solo por medio de ella.
    [one] Dos de sus aliados se conocen solo por medio de ella.
   *[other] { $n } parejas de sus aliados se conocen solo por medio de ella.
  }
network-drill-bodies = Consejo y grupos
network-drill-no-bodies = Ningún asiento quedaría vacío y todos conservarían a su suplente.
network-drill-body = Órgano
network-drill-seats-go = Qué se pierde
network-drill-seats-n = { $n ->
    [one] Un asiento vacío
   *[other] { $n } asientos vacíos
  }, { $deputies ->
    [0] sin suplente
    [one] uno con suplente
   *[other] { $deputies } con suplente
  }
network-drill-today = Hoy
network-drill-then = Entonces
network-drill-cannot-adopt = No podría adoptar.
network-drill-agreements = Acuerdos
network-drill-no-agreements = Ningún acuerdo en vigor la compromete.
network-drill-agreement = Acuerdo
network-drill-with = Con
network-drill-parties-n = { $n ->
    [one] otra organización
   *[other] otras { $n } organizaciones
  }
network-drill-agreement-ends = Terminaría
network-drill-agreement-goes-on = Seguiría entre las otras { $n }
network-drill-money = { $n ->
    [one] Una de estas cosas es dinero
   *[other] { $n } de estas cosas son dinero
  }: { $dollars } donde hay un valor anotado.
network-drill-money-unknown = { $n ->
    [one] Una de estas cosas es dinero. No está anotado cuánto.
   *[other] { $n } de estas cosas son dinero. No está anotado cuánto.
  }
network-drill-help = Ayuda que faltaría
network-drill-help-lead = Hoy tienen un servicio abierto y no tendrían ninguno:
network-drill-no-help = Cada ayuda seguiría con los servicios abiertos que tiene hoy, o con otro.
network-drill-gifts = Lo que se da y se recibe
network-drill-no-gifts = No hay nada anotado.
network-drill-other = Con quién
network-drill-way = Qué pasa
network-drill-what = Qué es
network-drill-loses = Lo perderían
network-drill-no-taker = Ya no tendrían a quién darlo
network-drill-member-key = { $seats ->
    [0] Ningún asiento quedaría vacío
    [one] Un asiento quedaría vacío
   *[other] { $seats } asientos quedarían vacíos
  }. { $without ->
    [0] Ningún asiento vacío estaría sin suplente.
    [one] Uno de ellos no tiene suplente.
   *[other] { $without } de ellos no tienen suplente.
  } { $standins ->
    [0] Ningún otro asiento perdería a su suplente.
    [one] Un asiento más perdería a su suplente.
   *[other] { $standins } asientos más perderían a su suplente.
  }
network-drill-stand-ins-n = { $n ->
    [one] Se va su suplente: un asiento sin suplente
   *[other] Se van sus suplentes: { $n } asientos sin suplente
  }
network-drill-bridge = Nadie más está a la vez en { $one } y en { $other }.
network-drill-no-bridge = Ningún par de grupos perdería a la única persona que está en los dos.
network-drill-carried-key = Se quedarían sin nadie: { $promises ->
    [one] una promesa abierta
   *[other] { $promises } promesas abiertas
  }, { $tasks ->
    [one] una tarea de una reunión
   *[other] { $tasks } tareas de reuniones
  } y { $proposals ->
    [one] una propuesta en camino.
   *[other] { $proposals } propuestas en camino.
  }
network-drill-carried-none = Ninguna promesa, tarea ni propuesta abierta depende de esto.
network-drill-due = Para el
network-drill-late = Con retraso
network-drill-promises = Promesas abiertas
network-drill-no-promises = Ninguna promesa abierta depende de esto.
network-drill-promise = Promesa
network-drill-tasks = Tareas de reuniones
network-drill-no-tasks = Ninguna tarea abierta depende de esto.
network-drill-task = Tarea
network-drill-proposals = Propuestas en camino
network-drill-no-proposals = Ninguna propuesta depende de esto.
network-drill-proposal = Propuesta
network-drill-no-begun = Esta persona no empezó ningún acuerdo que espere su texto o sus firmas.
network-drill-agreements-stay = Un acuerdo en vigor sigue, sin importar quién lo firmó: compromete a la organización.
network-drill-accounts = Cuentas
network-drill-no-accounts = Otra persona podría hacer todo lo que esta cuenta hace por los demás.
network-drill-last-manager = Nadie más puede dar cuentas en { $organization } ni firmar por ella.
network-drill-last-administrator = Nadie más maneja este sistema: no hay otra cuenta de administración en uso.
network-drill-member-money = Dinero
network-drill-member-money-unknown = Quién responde por qué dinero aún no se anota en ningún lugar. Por eso este simulacro no puede decirlo.

## El equilibrio del poder, para todos
network-nav-balance = Quién tiene voz
network-balance-title = Quién tiene voz
network-balance-lead = Cada trimestre contamos cómo se repartió el poder entre las partes de la comunidad. Lo publicamos, diga lo que diga.
network-balance-quarter = Trimestre
network-balance-show = Mostrar
network-quarter = { $n ->
    [1] Enero a marzo
    [2] Abril a junio
    [3] Julio a septiembre
   *[other] Octubre a diciembre
  } de { $year }
network-balance-in = Lo que se dijo y se hizo, { $quarter }
network-balance-nothing = En este trimestre nada se propuso, se preguntó ni se decidió.
network-balance-few = En este trimestre se dijeron o se hicieron menos de { $n } cosas. Son muy pocas para hablar de partes.
network-balance-spread = En total se dijeron e hicieron { $n } cosas. Quién hizo más no se puede decir sin revelar cantidades pequeñas.
network-balance-most = Quien más dijo e hizo: { $sector }, { $share } del total.
network-balance-most-target = Quien más dijo e hizo: { $sector }, { $share } del total. El estatuto le da { $target } de los asientos.
network-balance-silent = No se oyó a: { $sectors }.
network-balance-no-charter = Aún no hay un estatuto en vigor. Por eso no hay una meta para comparar.
network-balance-none = Ninguno en este trimestre.
network-balance-count = Cuántos
network-balance-amount = Cuánto
network-balance-hidden = No se muestra
network-balance-hidden-why = Un sector que hizo una o dos cosas no se cuenta aparte: es lo que hizo una sola persona. Por eso hay al menos dos sectores sin número.
network-balance-share = Parte
network-balance-target = Parte prevista
network-balance-index = Parte entre parte prevista
network-balance-over = Más de lo previsto
network-balance-under = Menos de lo previsto
network-balance-held = Es como si { $effective } de { $sectors } sectores lo hubieran repartido por igual. Concentración (HHI): { $hhi }. Desigualdad (Gini): { $gini }.
network-balance-held-between = Es como si de { $low } a { $high } de { $sectors } sectores lo hubieran repartido por igual. Concentración (HHI): de { $from } a { $to }. Lo que no se muestra lo deja abierto.
network-balance-money-together = El dinero de sectores con menos de tres organizaciones se cuenta junto, para que ninguna suma sea de una sola organización.
network-balance-money-few = Hay dinero de menos de tres organizaciones. No se dice cuánto, porque la suma sería de una sola organización.
network-balance-waiting = Votaciones que obligan eligieron { $dollars } más. El órgano que tiene que adoptarlas aún no ha contestado.
network-balance-advised = Votaciones que solo aconsejan eligieron { $dollars }. Quién decidió después sobre ese dinero no está anotado.
network-balance-received-not = Aún no se anota a qué organización paga una votación o una decisión. Por eso aquí solo cuenta el dinero que los aliados anotaron como dado.
network-balance-unvalued = { $n ->
    [one] De una entrega de dinero nadie anotó cuánto.
   *[other] De { $n } entregas de dinero nadie anotó cuánto.
  }
network-balance-too-few = Menos de { $n } en total. Por eso no se cuenta por sector.
network-balance-together = Los sectores con pocas personas en una reunión se cuentan juntos, como en su acta.
network-measure-seats = Asientos ocupados
network-measure-agenda = Puntos puestos en la agenda
network-measure-floor = Minutos de palabra en reuniones públicas
network-measure-proposals = Propuestas hechas
network-measure-remarks = Preguntas y reacciones
network-measure-stances = Posturas tomadas
network-measure-integrated = Objeciones que cambiaron un texto
network-measure-decisions = Decisiones, según quién las propuso
network-measure-as-proposed = Decidido tal como se propuso
network-measure-dollars-decided = Dólares, según quién decidió
network-measure-dollars-received = Dólares, según quién los recibió
network-balance-effective = Como si tantos sectores lo hubieran repartido por igual
network-balance-hhi = Concentración (HHI)
network-balance-spread-key = Lo que se dijo y se hizo se repartió como si { $n } sectores lo hubieran hecho por igual.
network-balance-range = de { $from } a { $to }
network-balance-trend-table = La parte de cada sector en lo que se dijo y se hizo, junto a lo previsto
network-balance-trend-shares = La parte de los residentes y la del sector más grande
network-balance-trend-how = Entre paréntesis: parte entre parte prevista. 1 es lo que quería el estatuto.
network-balance-trend = De trimestre en trimestre
network-balance-trend-key = Los residentes dijeron e hicieron { $share } de todo en este trimestre.
network-balance-trend-few = En este trimestre se dijo y se hizo muy poco para hablar de partes.
network-balance-trend-hidden = Cuánto dijeron e hicieron los residentes no se muestra: revelaría cantidades pequeñas.
network-balance-community = Residentes
network-balance-largest = El sector más grande
network-csv-balance = Descargar este informe como archivo
network-balance-how = Cómo se cuenta
network-balance-how-1 = Lo que se dijo y se hizo: puntos para la agenda, propuestas, preguntas, reacciones y posturas. Cada una cuenta una vez.
network-balance-how-2 = Una persona cuenta para el sector de quien le paga. Los residentes que hablan por sí mismos cuentan como residentes.
network-balance-how-3 = Lo previsto es la parte de cada sector en los asientos del consejo, según el estatuto.
network-balance-how-4 = Un sector que hizo una o dos cosas no se cuenta aparte, y si hay menos de 11 en total nada se cuenta por sector. Donde se esperarían menos de 5 de un sector, no comparamos su parte con el estatuto. Los asientos son públicos uno por uno, así que siempre se publican.
network-balance-how-5 = HHI es la suma de las partes al cuadrado: 1 es todo en uno. Gini es 0 cuando todos tienen lo mismo.
network-balance-how-6 = Los minutos de palabra vienen de las actas de las reuniones públicas. Los sectores con pocas personas en una de ellas se cuentan juntos.
network-balance-how-7 = Dólares decididos: una votación que obliga cuenta para los residentes, el día en que su órgano adoptó el resultado. El dinero que una organización da a otra cuenta para quien lo da. El dinero dado a la alianza entera no cuenta para nadie hasta que alguien decide sobre él.
network-balance-how-8 = Los dólares vienen de las votaciones publicadas y de lo que los aliados anotaron como dado. Los lugares que protegen a personas no están en ninguna suma.
