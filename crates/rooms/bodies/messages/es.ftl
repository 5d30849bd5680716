## Estatuto, grupos, asientos
bodies-nav-charter = Nuestro estatuto
bodies-nav-workgroups = Grupos de trabajo
bodies-nav-seats = Mis asientos

## Grupos
bodies-workgroups = Grupos de trabajo
bodies-workgroups-lead = Quién decide qué, y si cada grupo está formado de modo que pueda decidir.
bodies-none = Todavía no hay grupos de trabajo
bodies-none-hint = Cuando los socios formen uno, aparecerá aquí con todas las personas que lo dirigen.
bodies-key = { $n ->
    [one] { $valid } de 1 grupo puede aprobar decisiones hoy.
   *[other] { $valid } de { $n } grupos pueden aprobar decisiones hoy.
}
bodies-seats-sectors = { $n ->
    [one] 1 asiento, { $sectors ->
        [one] 1 sector
       *[other] { $sectors } sectores
    }
   *[other] { $n } asientos, { $sectors ->
        [one] 1 sector
       *[other] { $sectors } sectores
    }
}
bodies-rules = Qué hace válido a un grupo
bodies-rule-1 = Al menos tres personas lo dirigen juntas, de al menos tres sectores.
bodies-rule-2 = Una de ellas es una vecina o un vecino que no trabaja para ningún socio.
bodies-rule-3 = Las organizaciones con un mismo dueño cuentan como una. Ningún sector tiene más de la mitad de los asientos de dirección.
bodies-rule-4 = Un asiento cuenta para quien le paga hoy a la persona.
bodies-rule-5 = Un asiento puede estar vacío 60 días. Mientras tanto el grupo actúa, pero no aprueba.
bodies-rule-6 = Un consejo es válido mientras están ocupados todos los asientos que le da el estatuto. Hay un solo consejo a la vez.
bodies-rule-7 = Cuando rige un estatuto nuevo, sus asientos se pueden dar en 180 días. Hasta entonces el consejo actúa, pero no adopta.
bodies-ended = Grupos que terminaron
bodies-new = Nuevo grupo
bodies-new-do = Crear el grupo
bodies-change = Cambiar nombre y propósito
bodies-kind = Qué es
bodies-kind-council = Consejo
bodies-kind-workgroup = Grupo de trabajo
bodies-name = Nombre
bodies-name-es = Nombre en español
bodies-purpose = Para qué es
bodies-purpose-hint = Una o dos frases cortas. Cualquiera puede leerlas.
bodies-purpose-es = Lo mismo en español
bodies-adopted-on = Adoptado el
bodies-adopted-on-hint = Solo para un grupo que existía antes de la alianza. Desde ese día tiene 180 días para cumplir las reglas.
bodies-made = El grupo está creado. Ahora dé sus asientos.
bodies-may-adopt = Este grupo puede aprobar decisiones hoy.
bodies-state-valid = Válido
bodies-state-grace = En plazo
bodies-state-suspended = Suspendido
bodies-state-invalid = Aún no válido
bodies-state-grace-hint = Hasta que esto se arregle, el grupo actúa pero no aprueba.
bodies-state-suspended-hint = Hasta que esto se arregle, el grupo puede conversar, pero no aprobar.
bodies-state-invalid-hint = Hasta que esto se arregle, el grupo puede conversar, pero no aprobar.
bodies-why-co-leads-lt-3 = Lo dirigen menos de tres personas.
bodies-why-common-control-counts-once = Algunas personas que lo dirigen trabajan para organizaciones con un mismo dueño, que cuentan como una.
bodies-why-sectors-lt-3 = Lo dirigen menos de tres sectores.
bodies-why-no-community = Nadie que lo dirija es una vecina o un vecino que no trabaje para ningún socio.
bodies-why-sector-over-half = Un sector tiene más de la mitad de los asientos de dirección.
bodies-why-vacancy = Hay un asiento vacío. Puede estarlo 60 días.
bodies-why-vacancy-over-60-days = Un asiento lleva vacío más de 60 días.
bodies-why-adopted-group-180-days = El grupo existía antes de la alianza. Tiene 180 días para cumplir las reglas.
bodies-why-adopted-charter-180-days = Aún no están ocupados todos los asientos que el estatuto le da al consejo. Un estatuto nuevo tiene 180 días para eso.
bodies-why-charter-seats-vacant = No están ocupados todos los asientos que el estatuto le da al consejo.
bodies-why-sector-over-charter = Un sector ocupa más asientos de los que le da el estatuto.
bodies-why-body-ended = El grupo terminó.
bodies-why-no-seats = Nadie ocupa un asiento.
bodies-why-sector-over-one-third = Un sector tiene un tercio de los asientos o más.
bodies-why-community-below-floor = Los vecinos tienen menos de uno de cada cinco asientos.
bodies-why-no-deputy = Todavía nadie suple este asiento.
bodies-why-deputy-is-holder = Nadie puede suplirse a sí mismo.
bodies-why-deputy-same-org = La persona suplente trabaja para la misma organización, o una con el mismo dueño.
bodies-why-no-term-end = El periodo no tiene fin.
bodies-why-term-ends-before-start = El periodo termina antes de empezar.
bodies-why-term-over-24-months = El periodo dura más de 24 meses.
bodies-why-terms-over-2 = Es más que el segundo periodo seguido.
bodies-why-seats-not-over-half = Está presente menos de la mitad de los asientos.
bodies-why-sectors-not-half = Está presente menos de la mitad de los sectores.
bodies-why-seats-below-charter = Hay menos asientos presentes de los que pide el estatuto.
bodies-why-sectors-below-charter = Hay menos sectores presentes de los que pide el estatuto.
bodies-who = Quién tiene asiento aquí
bodies-no-seats = Todavía nadie tiene asiento aquí.
bodies-holder = Quién
bodies-holder-hint = El asiento cuenta para el sector de quien le da trabajo, o para los vecinos.
bodies-seat = Asiento
bodies-seats = Asientos
bodies-sector = Sector
bodies-share = Parte
bodies-deputy = Suplente
bodies-deputy-hint = Alguien de otra organización.
bodies-no-deputy = Nadie todavía
bodies-no-deputy-yet = Nadie todavía
bodies-choose = Elija
bodies-from = Desde
bodies-until = Hasta
bodies-more = Más
bodies-open-seat = Abrir el asiento
bodies-role-co_lead = Dirige con otras personas
bodies-role-member = Integrante
bodies-a-resident = Una vecina o un vecino
bodies-somebody = Alguien
bodies-resident = De la comunidad, sin empleo con ningún socio
bodies-vacant = Vacío
bodies-moved = Cambió de empleo
bodies-moved-hint = Quien ocupa el asiento trabaja ahora para otra organización. El asiento cuenta para el sector de esa organización hasta que el grupo lo dé de nuevo.
bodies-left = Dejó la organización
bodies-balance = Asientos por sector
bodies-charter-seats = En el estatuto
bodies-held = Ocupados
bodies-missing = Faltan
bodies-missing-none = Ninguno
bodies-missing-n = { $n ->
    [one] 1 asiento vacío
   *[other] { $n } asientos vacíos
}
bodies-over-n = { $n } más que en el estatuto
bodies-charter-held = Están ocupados { $held } de los { $n } asientos que el estatuto le da al consejo.
bodies-charter-held-link = Leer el estatuto
bodies-charter-held-hint = Los asientos vacíos también cuentan: para decidir debe estar más de la mitad de todos los asientos.
bodies-charter-asks = El estatuto le da { $n } asientos.
bodies-past = Quién tuvo asiento antes
bodies-give = Dar un asiento
bodies-give-do = Dar el asiento
bodies-given = El asiento está dado.
bodies-term-hint = Como máximo 24 meses. Nadie ocupa un asiento más de dos periodos seguidos.
bodies-follows = Sucede a
bodies-follows-nobody = Nadie: un asiento nuevo
bodies-end = Terminar este grupo
bodies-end-hint = Su historia se conserva. Ya no puede aprobar nada.
bodies-end-why = Por qué
bodies-ended-done = El grupo terminó.

## Asientos
bodies-my-seats = Mis asientos
bodies-my-none = Usted no tiene ningún asiento
bodies-my-none-hint = Los grupos están abiertos. Lea qué hacen y pida participar.
bodies-as-deputy = Usted es suplente
bodies-term = Desde el { $from } hasta el { $until }
bodies-term-n = { $n ->
    [one] primer periodo
   *[other] periodo { $n }
}
bodies-seat-title = Un asiento en { $body }
bodies-conflicts = Conflictos de interés
bodies-conflicts-hint = Nunca decide sobre la organización que le paga. Diga aquí dónde más tiene un interés: una junta, un contrato, familia. Entonces tampoco decide sobre eso.
bodies-conflict-organization = Organización
bodies-conflict-why = Qué la une a ella
bodies-conflict-declare = Declarar
bodies-conflict-end = Esto terminó
bodies-handover = Entrega del cargo
bodies-handover-hint = Lo que necesita la próxima persona: papeles, contactos, contraseñas cambiadas, promesas hechas.
bodies-handover-none = Todavía no hay nada en la lista.
bodies-handover-what = Qué hay que entregar
bodies-handover-what-hint = Por ejemplo: la lista de choferes, la llave de la sala.
bodies-handover-add = Añadir
bodies-handover-begin = Empezar con esta lista
bodies-handover-begin-hint = Casi todos los puestos tienen esto que entregar. Tome la lista y después cámbiela:
bodies-handover-keys = Llaves y cuentas: quién las recibe y qué contraseñas cambian
bodies-handover-promises = Compromisos que siguen abiertos, y para cuándo
bodies-handover-proposals = Propuestas en marcha, y en qué paso están
bodies-handover-contacts = Contactos: a quién llamar, y para qué
bodies-handover-meetings = Reuniones regulares: cuándo, dónde y quién más va
bodies-handover-papers = Papeles y archivos: dónde están

## Capacitación que pide un puesto
bodies-training-mine = { $n ->
    [one] Su puesto le pide completar una capacitación:
   *[other] Su puesto le pide completar { $n } capacitaciones:
  }
bodies-training-here = No todos los que tienen un puesto aquí completaron lo que el puesto pide.
bodies-training-n = { $n ->
    [one] falta una persona
   *[other] faltan { $n } personas
  }
bodies-handed = Entregado
bodies-to-hand = Por hacer
bodies-hand-do = Marcar como entregado
bodies-hand-undo = Todavía no
bodies-deputy-do = Nombrar
bodies-renew = Otro periodo
bodies-renew-do = Dar otro periodo
bodies-step-down = Terminar este asiento
bodies-step-down-hint = El asiento queda vacío desde hoy. El grupo tiene 60 días para ocuparlo.
bodies-stepped-down = El asiento terminó.

## Estatuto
bodies-charter = Nuestro estatuto
bodies-charter-none = Todavía no hay estatuto
bodies-charter-none-hint = Un estatuto dice por qué los socios trabajan juntos, quién tiene asiento y cómo deciden. Los socios lo escriben juntos y cada uno dice que sí al mismo texto.
bodies-charter-begin = Empezar un estatuto
bodies-charter-version = Estatuto, versión { $n }
bodies-charter-draft = Borrador
bodies-charter-draft-hint = Se está escribiendo. Diga abajo qué le parece.
bodies-charter-open = Abierto para decir que sí
bodies-charter-open-n = { $n ->
    [0] El texto está fijo. Ahora las organizaciones le dicen que sí.
    [one] El texto está fijo. Hasta ahora 1 organización dijo que sí.
   *[other] El texto está fijo. Hasta ahora { $n } organizaciones dijeron que sí.
}
bodies-charter-in_force = En vigor
bodies-charter-in_force-hint = Así trabajamos juntos.
bodies-charter-since = { $n ->
    [one] En vigor desde el { $date }. 1 organización dijo que sí a este texto.
   *[other] En vigor desde el { $date }. { $n } organizaciones dijeron que sí a este texto.
}
bodies-charter-replaced = Reemplazado
bodies-charter-replaced-hint = Una versión más nueva tomó su lugar.
bodies-charter-dropped = Abandonado
bodies-charter-dropped-hint = Este borrador se abandonó.
bodies-charter-edit = Editar el borrador
bodies-charter-change = Redactar un cambio
bodies-charter-lay-open = Abrirlo para decir que sí
bodies-charter-back = Retirarlo para cambiarlo
bodies-charter-drop = Abandonarlo
bodies-opened = El texto está fijo. Pida a cada organización que diga que sí.
bodies-mission = Misión
bodies-mission-hint = Para qué existe la alianza, en palabras de todos los días.
bodies-goals = Metas que compartimos
bodies-goals-hint = Una en cada línea.
bodies-spanish = Lo mismo en español
bodies-in-spanish = en español
bodies-clauses = Cláusulas
bodies-clauses-hint = Deje título y texto vacíos para quitar una cláusula. Guarde para tener más espacios.
bodies-clause-title = Título de la cláusula { $n }
bodies-clause-body = Texto de la cláusula { $n }
bodies-council-seats = Asientos del consejo
bodies-seats-hint = Cada sector se queda por debajo de un tercio. Los vecinos tienen al menos uno de cada cinco asientos.
bodies-no-council = Este estatuto todavía no tiene consejo.
bodies-kept-rules = Reglas que el programa cuida
bodies-kept-rules-hint = Pueden ser más estrictas que estos números, nunca menos.
bodies-rule-decision = Qué hace falta para ganar una votación
bodies-rule-ratify = Quién tiene que decir que sí a un estatuto nuevo
bodies-rule-ties = Qué va primero en un empate
bodies-rule-react-hours = Horas para decir qué se piensa (72 o más)
bodies-rule-integrations = Versiones nuevas antes de que decida una votación (2 o más)
bodies-rule-review-months = Meses hasta volver a mirar una decisión (24 o menos)
bodies-rule-term-months = Meses de un periodo (24 o menos)
bodies-rule-terms = Periodos seguidos (2 o menos)
bodies-rule-quorum-percent = El quórum es más de este % de los asientos (50 a 90)
bodies-rule-quorum-sectors = Sectores en el quórum (3 o más)
bodies-rule-conflict-months = Meses después de un empleo sin decidir sobre quien pagó (0 a 60)
bodies-rule-binding = Temas en los que decide el voto de los vecinos
bodies-rule-binding-hint = Uno en cada línea. El consejo aprueba ese resultado sin cambios, o lo devuelve una sola vez, con razones públicas, dentro de 30 días.
bodies-rule-topics-es-hint = Uno en cada línea, en el mismo orden. Todos o ninguno.
bodies-decision-double = Más de la mitad de los votos y más de la mitad de los sectores
bodies-decision-seats = Más de la mitad de los votos
bodies-ratify-all = Todas las organizaciones socias dicen que sí a un estatuto nuevo.
bodies-ratify-two-thirds = Dos tercios de las organizaciones socias dicen que sí a un estatuto nuevo.
bodies-ratify-half = Más de la mitad de las organizaciones socias dicen que sí a un estatuto nuevo.
bodies-ties-oldest = En un empate va primero lo que se propuso antes.
bodies-ties-cheapest = En un empate va primero lo que cuesta menos.
bodies-say-react = Todas las personas tienen al menos { $n } horas para decir qué piensan.
bodies-say-integrations = Después de { $n } versiones nuevas con una objeción todavía abierta, puede decidir una votación.
bodies-say-review = Cada decisión se vuelve a mirar dentro de { $n } meses.
bodies-say-term = Un asiento se ocupa { $months } meses como máximo, { $n ->
    [one] una vez
    [2] dos veces
   *[other] { $n } veces
} seguidas como máximo.
bodies-say-quorum = Para decidir tiene que estar más del { $percent }% de los asientos, la mitad de los sectores y al menos { $sectors }, y alguien de la comunidad.
bodies-say-conflict = { $n ->
    [0] Nadie decide sobre una organización que le paga, o donde dijo que tiene un interés.
    [one] Nadie decide sobre una organización que le paga o le pagó en el último mes, o donde dijo que tiene un interés.
   *[other] Nadie decide sobre una organización que le paga o le pagó en los últimos { $n } meses, o donde dijo que tiene un interés.
}
bodies-say-binding = En estos temas decide el voto de los vecinos:
bodies-notes = Lo que dijeron los socios
bodies-notes-none = Todavía nadie ha dicho nada.
bodies-note-agree = está de acuerdo
bodies-note-comment = dice
bodies-note-suggestion = pide un cambio
bodies-note-whole = todo el texto
bodies-note-answer = Responder
bodies-note-taken = Se tomó en cuenta
bodies-note-not-taken = No se tomó en cuenta
bodies-note-taken-q = ¿Se toma en cuenta?
bodies-note-say = Diga qué le parece
bodies-note-kind = Su organización …
bodies-note-about = Sobre
bodies-note-words = Con sus palabras
bodies-note-send = Enviar
bodies-note-sent = Gracias. Ahora cualquiera puede leerlo.
bodies-ratify = Diga que sí por su organización
bodies-ratify-hint = Usted dice que sí a este mismo texto. Si cambia, se le preguntará otra vez.
bodies-ratify-changes = Vea qué es distinto del estatuto anterior
bodies-ratify-do = Nuestra organización dice que sí
bodies-ratified = Quién dijo que sí
bodies-ratified-paper = en papel, con firma del { $date }
bodies-paper = Una organización dijo que sí en papel
bodies-paper-hint = Para organizaciones que no tienen a nadie aquí. Contará cuando alguien que firma por otra organización haya visto el papel. Guarde el papel; el día queda aquí para todos.
bodies-paper-who = Organización
bodies-paper-name = Quién firmó
bodies-paper-day = Qué día
bodies-paper-do = Anotarlo
bodies-paper-noted = Anotado. Contará cuando alguien que firma por otra organización haya visto el papel.
bodies-ratified-waits = en papel, con firma del { $date }. Todavía no cuenta: alguien de otra organización tiene que ver el papel.
bodies-paper-signed-by = Firmó { $name }
bodies-paper-confirm = Vi el papel
bodies-paper-confirmed = Gracias. El sí en papel cuenta.
bodies-paper-strike = Quitarlo: fue un error
bodies-paper-struck = El sí en papel ya no está.
bodies-ratified-done = Gracias. Su sí queda guardado.
bodies-in-force = Era el sí que faltaba. El estatuto está en vigor.
bodies-hash = Huella del texto:
bodies-versions = Otras versiones
bodies-changes = Qué es distinto de la versión { $n }
bodies-changes-none = Todavía no hay nada distinto.
bodies-changes-n = Cláusulas nuevas: { $added }. Quitadas: { $taken }. Con otras palabras: { $changed }. Cambiadas de lugar: { $moved }. Como estaban: { $same }.
bodies-clause-new = Nueva
bodies-clause-taken = Quitada
bodies-clause-changed = Otras palabras
bodies-clause-moved = Cambiada de lugar
bodies-clause-was = Antes era el número { $n }.
bodies-was = Era
bodies-is = Es
bodies-rule = Regla
bodies-all-seats = Todos los asientos

## Poder
bodies-power-link = Vea qué pueden lograr los asientos de cada sector
bodies-power-title = Qué pueden lograr los asientos: versión { $n }
bodies-power-lead = Los asientos no son el poder. Aquí se cuentan todas las formas en que pueden votar los sectores, y de quién es el voto que inclina el resultado.
bodies-power-none = Dé asientos al consejo en el borrador y vuelva.
bodies-shapley = Poder (Shapley-Shubik)
bodies-banzhaf = Poder (Banzhaf)
bodies-power-most = El resultado depende más a menudo de { $name }: { $share } de las veces.
bodies-power-dictators = Basta con esto solo, sin nadie más: { $names }.
bodies-power-vetoers = Nada se aprueba sin: { $names }.
bodies-power-dummies = Estos nunca inclinan un resultado: { $names }.
bodies-power-nobody-alone = Nadie puede aprobar ni detener nada por sí solo.
bodies-power-words = Cómo leer esto
bodies-power-word-1 = Se supone que cada sector vota como uno solo.
bodies-power-word-2 = Shapley-Shubik: los sectores dicen que sí uno tras otro, en todos los órdenes. ¿De quién es el sí que lo logra?
bodies-power-word-3 = Banzhaf: en cada grupo de sectores que dice que sí, ¿quién cambiaría el resultado si cambiara de idea?
bodies-power-word-4 = Cuando la parte de poder está lejos de la parte de asientos, piense otra vez en los asientos o en la regla.

## Errores
bodies-error-long = Esto es demasiado largo
bodies-error-no-member = Elija una de las organizaciones socias
bodies-error-future = Ese día todavía no llega
bodies-error-date = Escriba una fecha como 2026-11-22
bodies-error-number = Escriba un número entero
bodies-error-choice = Elija una de las respuestas
bodies-error-floor = No es un número dentro de los límites que están escritos al lado
bodies-error-topics-es = Escriba tantas líneas como temas hay, o ninguna
bodies-error-name-taken = Un grupo ya tiene este nombre
bodies-error-no-account = Ahora no tiene ninguna función. Invite primero a la persona; a los vecinos, como «Residente».
bodies-error-seated = Ya tiene un asiento aquí
bodies-error-council = Ya hay un consejo: { $name }. Termínelo antes de crear otro.
bodies-error-no-charter-seat = El estatuto no le da a su sector ningún asiento en el consejo
bodies-error-charter-seats-held = Todos los asientos del consejo que el estatuto le da a su sector están ocupados ({ $n }). Termine uno antes, o elija un periodo posterior.
bodies-error-deputy = Elija a alguien de otra organización, que no tenga el mismo dueño
bodies-error-term-order = El periodo termina antes de empezar
bodies-error-term-long = Un periodo dura como máximo 24 meses
bodies-error-term-charter = El estatuto solo permite periodos más cortos
bodies-error-terms = Ya lo tuvo tantas veces seguidas como permiten las reglas
bodies-error-third = Un sector tiene un tercio de los asientos o más
bodies-error-community = Los vecinos necesitan al menos uno de cada cinco asientos
bodies-error-seats = Primero dé asientos al consejo
bodies-conflict-ended = Esto ya terminó. No se cambió nada.
bodies-conflict-draft = Hay otro borrador. Termínelo o abandónelo primero.
bodies-conflict-changed = Este estatuto cambió mientras tanto. Ábralo otra vez para ver cómo está.
bodies-conflict-changed-keep = Alguien guardó este borrador mientras usted escribía. Sus palabras siguen aquí y nada de lo suyo se perdió: compare con el borrador en otra ventana y guarde otra vez.
bodies-conflict-ratified = Esa organización ya dijo que sí.
