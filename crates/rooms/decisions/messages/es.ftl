## Propuestas y decisiones
decisions-nav = Decisiones
decisions-title = Propuestas y decisiones
decisions-lead = Qué estamos decidiendo, qué decidimos y por qué.
decisions-propose = Proponer algo
decisions-none = Todavía nadie ha propuesto nada
decisions-none-hint = Cualquiera puede proponer algo. No hace falta tener cuenta.
decisions-none-found = Nada coincide
decisions-none-found-hint = Elija otro grupo u otras palabras.
decisions-key = { $moving ->
    [0] Ahora no se está decidiendo nada.
    [one] Se está decidiendo 1 propuesta.
   *[other] Se están decidiendo { $moving } propuestas.
} { $holds ->
    [one] 1 decisión está en pie.
   *[other] { $holds } decisiones están en pie.
} { $late ->
    [0] A ninguna se le pasó la fecha de revisión.
    [one] A 1 se le pasó la fecha de revisión.
   *[other] A { $late } se les pasó la fecha de revisión.
}
decisions-received = Enviadas por vecinos, por recoger
decisions-wait-n = { $n ->
    [0] Ninguna propuesta de vecinos espera a un grupo.
    [one] 1 propuesta de vecinos espera que un grupo la recoja.
   *[other] { $n } propuestas de vecinos esperan que un grupo las recoja.
} { $aside ->
    [0] Ninguna se dejó de lado.
    [one] 1 se dejó de lado.
   *[other] { $aside } se dejaron de lado.
}
decisions-moving = En camino
decisions-decided = Decidido
decisions-withdrawn-all = Retirado o dejado de lado
decisions-body = Grupo
decisions-all-bodies = Todos los grupos
decisions-no-body = Ningún grupo todavía
decisions-words = Palabras en el título
decisions-filter = Mostrar
decisions-what = Qué
decisions-stage = En qué está
decisions-since = Desde
decisions-state = Estado
decisions-adopted-on = Decidido el
decisions-review-on = Se revisa el
decisions-csv = Las decisiones como hoja de cálculo (CSV)

## Etapas
decisions-stage-received = Enviada
decisions-stage-proposed = Propuesta
decisions-stage-clarify = Preguntas
decisions-stage-react = Reacciones
decisions-stage-consent = ¿Objeciones?
decisions-stage-integrate = Se está reescribiendo
decisions-stage-vote = Votación
decisions-stage-adopted = Aprobada
decisions-stage-withdrawn = Retirada
decisions-now-received = La envió una vecina o un vecino. Nadie más la lee hasta que un grupo la recoja.
decisions-now-proposed = Está propuesta. Después, cualquiera puede preguntar qué quiere decir.
decisions-now-clarify = Pregunte qué quiere decir. Toda pregunta recibe respuesta antes de seguir.
decisions-now-react = Diga qué piensa. Hay al menos { $hours } horas para hacerlo.
decisions-now-consent = Ahora cada asiento dice: basta para probarla, o haría daño y por qué.
decisions-now-integrate = Una objeción mostró qué está mal. Se está reescribiendo el texto.
decisions-now-vote = Después de varias versiones queda una objeción. Los asientos votan.
decisions-now-adopted = Se aprobó, en la versión { $n }.
decisions-now-withdrawn = Se retiró o se dejó de lado.
decisions-why-withdrawn = Por qué:
decisions-way = El camino de una propuesta
decisions-open-decision = Leer la decisión
decisions-open-proposal = Cómo se llegó a esto: la propuesta

## Proponer
decisions-propose-lead = Diga qué está mal hoy y qué habría que hacer. Decide el grupo que usted elija.
decisions-suggest-lead = No hace falta tener cuenta. Diga qué está mal hoy y qué habría que hacer. Alguien de la alianza lo lee y lo lleva a un grupo.
decisions-suggest-careful = Por favor no escriba nombres ni nada privado de nadie. Cualquiera puede leer una propuesta cuando un grupo la recoge.
decisions-about-gap = Responde a esta carencia: { $help }, { $area }.
decisions-text-title = En una línea
decisions-text-title-hint = Por ejemplo: un autobús nocturno al hospital
decisions-problem = Qué está mal hoy
decisions-problem-hint = ¿A quién le pasa y cómo lo sabe?
decisions-body-text = Qué se propone
decisions-body-text-hint = ¿Quién hace qué, con qué y hasta cuándo?
decisions-spanish = Lo mismo en español
decisions-spanish-hint = Quien lee en español ve estas palabras en lugar de las otras.
decisions-in-spanish = en español
decisions-body-hint = Decide, si es válido.
decisions-choose-body = Elija un grupo
decisions-about = Organizaciones de las que trata
decisions-about-which = ¿Qué organizaciones ganarían o perderían algo?
decisions-about-hint = Quien trabaja para una de ellas, o tiene un interés, se hace a un lado.
decisions-about-list = Trata de: { $names }. Quien trabaja allí se hace a un lado.
decisions-touches = Qué más toca
decisions-about-choose = Elija una organización
decisions-topic-choose = Elija un tema
decisions-say-question = pregunta algo
decisions-say-reaction = dice lo que piensa
decisions-about-add = También trata de esta organización
decisions-about-add-do = Decirlo
decisions-about-drop = No trata de { $name }
decisions-topic = Decidiría algo que el estatuto deja a la comunidad
decisions-topic-hint = Entonces el grupo no lo adopta: vota la comunidad. Como en una objeción, solo usted lo retira.
decisions-topic-do = Esto lo decide la comunidad
decisions-topic-is = Lo decide la comunidad: { $topic }.
decisions-topic-ask = Preparar la votación de la comunidad
decisions-topic-drop = Retirarlo
decisions-theirs = Lo que otra persona cambió desde que usted empezó
decisions-policy = Una petición de política pública
decisions-policy-choice = Pide a un gobierno o a una empresa que cambie una regla
decisions-policy-hint = Entonces las organizaciones pueden hacerse a un lado para que su nombre no aparezca.
decisions-advice = Quién decide
decisions-advice-choice = Lo decido yo, después de pedir consejo
decisions-advice-hint = Para lo que está a su cargo, en un grupo donde tiene asiento. Se pregunta a todos a quienes toca, y leen qué hizo con sus consejos.
decisions-advice-here = Quien lo propuso decide, después de pedir consejo a todos a quienes toca.
decisions-decide = Decidir
decisions-not-yet-decided = Todavía no se puede decidir.
decisions-your-name = Su nombre
decisions-your-name-hint = Solo si lo quiere debajo de su propuesta, a la vista de todos.
decisions-send = Enviar
decisions-proposed = Está propuesto.
decisions-thanks = Gracias
decisions-thanks-text = Su propuesta fue enviada. Alguien la lee y la lleva a un grupo.
decisions-thanks-address = Anote esta dirección. Le muestra en qué está su propuesta:
decisions-a-neighbor = Una vecina o un vecino
decisions-from = La propuso { $name } el { $date }.
decisions-wait-title = Una propuesta de vecinos
decisions-wait-waits = Espera a un grupo
decisions-wait-since = Se envió el { $date } y espera desde entonces. Ningún grupo la ha recogido todavía.
decisions-wait-keep = Guarde esta dirección. Cuando un grupo la recoja, aquí lee cómo sigue. Si se deja de lado, aquí lee por qué.
decisions-wait-aside = Dejada de lado
decisions-wait-aside-on = Se envió el { $sent }. Se dejó de lado el { $date }.
decisions-wait-words = Aquí no se muestran las palabras. Podrían hablar de alguien.
decisions-set-aside = Dejarla de lado
decisions-set-aside-hint = Quien la envió lee esto en su dirección. No escriba nombres.
decisions-take-up = Recogerla
decisions-take-up-hint = Elija el grupo que debe decidir. Desde entonces cualquiera puede leerla.
decisions-taken-up = Está recogida. Ahora cualquiera puede leerla.

## En camino
decisions-promises = Qué pide esto y a quién
decisions-promises-none = Nada todavía. Diga quién hace qué y para cuándo, para que la decisión no se quede en palabras.
decisions-promise-add = Añadir un compromiso
decisions-promise-drop = Quitar
decisions-promise-who = Quién
decisions-promise-what = Qué hará
decisions-promise-due = Para cuándo
decisions-remarks = Preguntas y reacciones
decisions-remarks-none = Todavía nadie ha dicho nada.
decisions-remark-question = pregunta
decisions-remark-reaction = dice
decisions-remark-kind = Usted …
decisions-remark-words = Con sus palabras
decisions-remark-send = Enviar
decisions-remarked = Gracias. Ahora cualquiera puede leerlo.
decisions-answer = Respuesta
decisions-answer-do = Responder
decisions-unanswered = Sin respuesta todavía
decisions-version = versión { $n }
decisions-stances = Dónde están los asientos
decisions-stances-n = { $n } de { $of } asientos han dicho qué piensan.
decisions-stances-old = { $n } asientos han dicho qué piensan.
decisions-stances-counted = { $n } de { $of } asientos contaron el día en que se adoptó. Fue suficiente.
decisions-stances-called = { $n ->
    [one] De 1 de ellos, otra persona en la reunión anotó que consiente.
   *[other] De { $n } de ellos, otra persona en la reunión anotó que consienten.
}
decisions-call = Nadie aquí objeta
decisions-call-hint = { $n ->
    [one] 1 asiento está aquí y no ha dicho nada. Pregunte en la sala si haría daño. Si nadie objeta, anótelo aquí. Cada asiento lo ve y puede cambiarlo. Después lo adopta otra persona.
   *[other] { $n } asientos están aquí y no han dicho nada. Pregunte en la sala si haría daño. Si nadie objeta, anótelo aquí. Cada asiento lo ve y puede cambiarlo. Después lo adopta otra persona.
}
decisions-called = Quedó anotado. Cada asiento puede cambiarlo hasta que se adopte.
decisions-called-you = Alguien anotó en la reunión que usted consiente. Si no es así, dígalo aquí.
decisions-no-quorum = Todavía no hay suficientes
decisions-sector = Sector
decisions-concerns = Preocupaciones que conviene recordar
decisions-stance-consent = Consiente
decisions-stance-consent-hint = Basta por ahora y es seguro probarla.
decisions-stance-concern = Consiente, con una preocupación
decisions-stance-concern-hint = Adelante. Recuérdenlo cuando la revisen.
decisions-stance-objection = Objeta
decisions-stance-objection-hint = Haría daño, o nos alejaría de nuestras metas. Diga cómo.
decisions-stance-aside = Se hace a un lado
decisions-stance-aside-hint = Usted no participa en esta.
decisions-stance-yes = Sí
decisions-stance-yes-hint = Usted vota a favor.
decisions-stance-no = No
decisions-stance-no-hint = Usted vota en contra.
decisions-stance-abstain = Ninguno
decisions-stance-abstain-hint = Usted está presente y no vota por ninguno.
decisions-your-stance = ¿Qué dice usted?
decisions-stance-words = Con sus palabras
decisions-stance-words-hint = Una objeción o una preocupación necesita su razón.
decisions-stance-do = Decirlo
decisions-stance-taken = Gracias. Queda guardado.
decisions-objections = Objeciones
decisions-objection-open = En pie
decisions-objection-withdrawn = Retirada por quien la hizo
decisions-objection-integrated = Entró en la versión { $n }
decisions-objection-withdraw = Retirar mi objeción
decisions-objection-taken-back = Su objeción está retirada.
decisions-asked = Se le pregunta qué piensa

## Lo que sigue
decisions-next = El paso siguiente
decisions-write = Escribir una versión nueva
decisions-write-do = Guardar la versión nueva
decisions-changed = Qué cambió
decisions-changed-hint = En pocas palabras, para quien leyó la versión anterior.
decisions-integrates = ¿Qué objeciones recoge?
decisions-integrates-hint = Quien hizo una puede objetar otra vez en la próxima ronda.
decisions-go-clarify = Pedir preguntas
decisions-go-react = Pedir reacciones
decisions-go-consent = Preguntar si hay objeciones
decisions-go-integrate = Recoger las objeciones
decisions-go-vote = Que voten los asientos
decisions-moved = Ha avanzado.
decisions-react-until = Se puede preguntar por objeciones desde: { $time }.
decisions-not-yet = Todavía no se puede aprobar.
decisions-review-hint = Como máximo { $n } meses desde hoy. Desde ese día aparece sin confirmar hasta que la revisen.
decisions-adopt = Aprobar
decisions-adopted = Está aprobada.
decisions-withdraw = Retirarla
decisions-withdraw-why = Por qué
decisions-withdraw-hint = Cualquiera puede leer esto.
decisions-withdrawn = Está retirada.
decisions-marks = Qué es distinto de la versión { $n }
decisions-history = { $n ->
    [one] El camino que siguió (1 versión)
   *[other] El camino que siguió ({ $n } versiones)
}
decisions-hash = Huella del texto:

## Decisiones
decisions-holds = En pie
decisions-unconfirmed = Sin confirmar
decisions-over = Terminada
decisions-confirmed = Confirmada
decisions-holds-until = Está en pie. Se revisa el { $date }.
decisions-past-review = Debió revisarse el { $date }. Hasta entonces está sin confirmar.
decisions-ended-on = Terminó el { $date }.
decisions-decided-text = Qué se decidió
decisions-why = Por qué y cómo
decisions-by-consent = Se aprobó sin que quedara ninguna objeción.
decisions-by-advice = Lo decidió quien lo propuso, después de pedir consejo.
decisions-used = Qué se hizo con los consejos
decisions-used-hint = ¿Qué le dijeron? ¿Qué cambió, qué no siguió y por qué? Todos pueden leerlo.
decisions-by-vote = Se aprobó por votación, porque una objeción no se pudo resolver.
decisions-how = { $versions ->
    [one] 1 versión.
   *[other] { $versions } versiones.
} Objeciones que cambiaron el texto: { $integrated }. Objeciones retiradas: { $withdrawn }.
decisions-aside = Quién se hace a un lado
decisions-aside-hint = Esto pide a un gobierno o a una empresa que cambie una regla. El nombre de una organización que se hace a un lado no aparece.
decisions-aside-none = Nadie se hace a un lado.
decisions-aside-why = Por qué
decisions-aside-do = Nuestra organización se hace a un lado
decisions-aside-join = Nuestra organización se suma después de todo
decisions-reviews = Mirar atrás
decisions-look-back = Revisarla
decisions-review-result = ¿Qué encontraron?
decisions-review-confirm = Sigue en pie
decisions-review-end = Termina
decisions-review-words = Qué salió de ella
decisions-review-next = Revisarla otra vez el
decisions-next-review = otra vez el { $date }

## Errores
decisions-polls = Preguntas rápidas
decisions-polls-lead = Los miembros preguntan a los miembros. Una pregunta rápida no decide nada; muestra qué pensamos.
decisions-polls-none = Nadie ha preguntado nada todavía
decisions-polls-none-hint = Los miembros pueden hacer una pregunta rápida, por ejemplo cuándo reunirse.
decisions-poll-ask = Hacer una pregunta rápida
decisions-poll-hint = Para lo que no necesita propuesta ni votación. Cada miembro responde una vez, y puede cambiar su respuesta hasta que se cierre.
decisions-poll-question = Pregunta
decisions-poll-options = Respuestas para elegir
decisions-poll-options-hint = Una en cada línea: dos por lo menos, doce como máximo.
decisions-poll-option = Respuesta
decisions-poll-spanish-hint = Una en cada línea, en el mismo orden.
decisions-poll-until = Abierta hasta el final del
decisions-poll-answers = Respuestas
decisions-poll-asked = Ya está preguntado. Los miembros la encuentran en Decisiones.
decisions-poll-open = Abierta
decisions-poll-closed = Cerrada
decisions-poll-by = Pregunta: { $name }.
decisions-poll-so-far = { $n ->
    [one] 1 miembro ha respondido.
   *[other] { $n } miembros han respondido.
} Está abierta hasta el final del { $date }. Lo que dijeron se ve cuando se cierra.
decisions-poll-few = Respondieron menos de { $n }. Son muy pocos para mostrar qué dijeron.
decisions-poll-most = Respondieron { $n } miembros. Lo más elegido: { $words }.
decisions-poll-binds-nobody = Esto no decide nada.
decisions-poll-your-answer = Su respuesta
decisions-poll-answer-hint = Nadie ve quién dijo qué.
decisions-poll-change = Cambiar mi respuesta
decisions-poll-answered = Gracias. Puede cambiar su respuesta hasta que se cierre.
decisions-poll-result = Qué dijeron los miembros
decisions-poll-close = Cerrarla ahora

decisions-past = Qué habrían dado las votaciones pasadas
decisions-past-none = Ninguna propuesta ha llegado todavía a una votación de los asientos. Cuando llegue una, aquí se ve qué habría sido con este estatuto.
decisions-past-key = { $n ->
    [one] 1 propuesta llegó a una votación de los asientos.
   *[other] { $n } propuestas llegaron a una votación de los asientos.
} { $other ->
    [0] Con este estatuto cada una habría terminado igual.
    [one] Con este estatuto 1 habría terminado de otra manera.
   *[other] Con este estatuto { $other } habrían terminado de otra manera.
}
decisions-past-yes = A favor
decisions-past-no = En contra
decisions-past-was = Cómo terminó
decisions-past-would = Con este estatuto
decisions-past-passes = Se aprobó
decisions-past-fails = No se aprobó
decisions-rounds = Qué habrían dado como votaciones las rondas de consentimiento pasadas
decisions-rounds-key = { $n ->
    [one] Se pidió consentimiento a los asientos en 1 ronda.
   *[other] Se pidió consentimiento a los asientos en { $n } rondas.
} { $over ->
    [0] Una votación con este estatuto no habría pasado por encima de ninguna objeción.
    [one] En 1 de ellas una votación con este estatuto habría pasado por encima de una objeción.
   *[other] En { $over } de ellas una votación con este estatuto habría pasado por encima de una objeción.
}
decisions-rounds-no-vote = Una ronda de consentimiento no es una votación. Una sola objeción la detiene, aunque muchos consientan, y la razón entra en una versión nueva. Con este estatuto eso sigue igual: su regla es solo para las votaciones. La gente puede decir otra cosa cuando sabe que es una votación.
decisions-rounds-n = ronda { $n }
decisions-rounds-would = Como votación con este estatuto
decisions-rounds-stopped = No se aprobó en esta ronda
decisions-rounds-passes = Votos suficientes
decisions-rounds-fails = Votos insuficientes
decisions-rounds-hint = Los asientos que consienten, con o sin una preocupación, cuentan a favor; los que objetan, en contra; los que se apartan, para ninguno. Cada sector se toma como uno, con los asientos que le da este estatuto.
decisions-past-hint = Los asientos de cada sector cuentan del lado que entonces eligieron más de ellos. Un sector que eligió los dos lados por igual no cuenta para ninguno.

decisions-error-poll-options = Escriba de dos a doce respuestas distintas, una en cada línea
decisions-error-poll-spanish = Escriba tantas respuestas en español como en inglés, o ninguna
decisions-error-poll-choose = Elija una de las respuestas
decisions-conflict-poll-closed = Esta pregunta está cerrada.
decisions-error-long = Esto es demasiado largo
decisions-error-same = El texto es el mismo que antes. Lo que recoge una objeción lo cambia
decisions-error-date = Escriba una fecha como 2026-11-22
decisions-error-past = Elija un día por venir
decisions-error-reason = Diga por qué, para que otras personas aprendan de ello
decisions-error-seat = No tiene asiento en este grupo. Elija uno donde lo tenga, o deje vacía esta casilla.
decisions-error-used = Diga en una o dos frases qué hizo con los consejos
decisions-error-ended = Este grupo terminó. Elija otro.
decisions-error-review = Elija un día por venir, dentro de los meses que permite el estatuto
decisions-conflict-changed = Esto cambió mientras tanto. Ábralo otra vez para ver cómo está.
decisions-conflict-typed = Alguien cambió esto mientras usted escribía. Sus palabras siguen aquí y nada de lo suyo se perdió: incluya lo que quiera conservar y guarde otra vez.
decisions-conflict-no-body = Ningún grupo lo ha recogido todavía.
decisions-conflict-stage = Este paso no sigue de donde está.
decisions-conflict-question = Una pregunta no tiene respuesta todavía.
decisions-conflict-react = No ha habido tiempo suficiente para reaccionar.
decisions-conflict-no-objection = No queda ninguna objeción. Se puede aprobar.
decisions-conflict-nothing-new = Todavía no hay una versión nueva.
decisions-conflict-advice = No se oyó suficiente consejo: pregunte al menos a otros dos, entre ellos un vecino.
decisions-conflict-open-objection = Queda una objeción. Recójanla en una versión nueva, o pidan a quien la hizo que la retire.
decisions-conflict-majority = La votación no alcanzó: hace falta más de la mitad de los votos y de los sectores.
decisions-conflict-text = El texto no es el que leyeron los asientos. Pregunten otra vez si hay objeciones.
decisions-conflict-group = Hoy el grupo no es válido. Su página dice qué falta.
decisions-conflict-quorum = Muy pocos asientos han dicho qué piensan.
decisions-conflict-called = Usted mismo anotó las respuestas de otros. Tiene que adoptarlo otra persona.
decisions-conflict-sitting = El grupo está reunido y hay muy pocos. Los asientos con un interés no cuentan.
decisions-conflict-aside = Tantos asientos se hacen a un lado como consienten, o más. Así no se adopta nada.
decisions-conflict-call = Solo puede anotarlo mientras está en una reunión del grupo, para los asientos que están allí y no han dicho nada.
decisions-conflict-review-none = Diga cuándo se revisará.
decisions-conflict-review-late = La fecha de revisión está más lejos de lo que permite el estatuto.
decisions-conflict-review-early = La fecha de revisión tiene que ser después de hoy.
decisions-conflict-interest = Usted trabaja para una organización de la que trata esto, o dijo que tiene un interés en ella. Se hace a un lado.
decisions-error-topic = Elija un tema que nombre el estatuto.
decisions-conflict-binding = El estatuto deja este tema al voto de la comunidad. Pregunten a la comunidad; el grupo adopta después su resultado sin cambios, o lo devuelve una vez con razones.
decisions-conflict-objected = Su objeción está en pie. Retírela primero.
decisions-conflict-over = Esto ya terminó.
decisions-conflict-no-ask = Esto no pide ninguna política, así que nadie se hace a un lado.
