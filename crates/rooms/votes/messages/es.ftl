# Palabras de la sala de votaciones. Las claves empiezan con votes-.

votes-nav = Votaciones
votes-nav-say = Dé su opinión
votes-and = y
votes-nobody = nada

## Cómo está una votación.
votes-phase-draft = Borrador
votes-phase-soon = Abre pronto
votes-phase-open = Abierta
votes-phase-closed = En conteo
votes-phase-published = Hay resultado
votes-phase-cancelled = Cancelada

## Dé su opinión.
votes-say = Dé su opinión
votes-say-lead = Aquí decide la comunidad. Necesita un código para votar, pero no una cuenta.
votes-say-none = Todavía no hay votaciones
votes-say-none-text = Cuando haya algo que decidir, lo encontrará aquí.
votes-say-open = Abiertas ahora
votes-say-soon = Próximas
votes-say-over = Terminadas
votes-times = Puede votar desde el { $opens } hasta el { $closes }.
votes-clocks-change = Esa noche cambia la hora. La votación termina en la más tarde de las dos horas: { $moment }.
votes-cancelled-why = Esta votación se canceló:
votes-withdrawn = “{ $option }” ya no es una opción: { $why } Los votos por ella no van a nadie. El resto de esas boletas cuenta.
votes-rules = Cómo funciona esta votación
votes-fact-budget = Hay { $sum } para gastar.
votes-fact-seats = { $n ->
    [one] Gana una opción.
   *[other] Ganan { $n } opciones.
  }
votes-fact-support = Una opción necesita por lo menos { $n } votantes.
votes-fact-group = Solo puede ganar una de estas: { $options }.
votes-fact-binding = Los socios deben seguir el resultado, o devolverlo una vez con sus razones.
votes-fact-advice = El resultado es un consejo para los socios.
votes-fact-ties = Si hay opciones iguales, decide este orden: { $options }.
votes-fact-ties-id = Si hay opciones iguales, decide el número de la opción.
votes-see-results = Ver el resultado

## Las reglas, en palabras.
votes-method-equal-shares-add1 = Presupuesto, partes iguales
votes-method-equal-shares-add1-text = Cada votante recibe la misma parte del dinero. Una opción la pagan las personas que la eligieron. Así reciben algo muchos grupos, no solo el más grande.
votes-method-greedy = Presupuesto, primero la más votada
votes-method-greedy-text = Primero se paga la opción con más votos, luego la siguiente que todavía cabe.
votes-method-irv = Un ganador, por rondas
votes-method-irv-text = Usted pone las opciones en orden. La que tiene menos primeros lugares sale, y sus votos pasan a la siguiente de cada boleta, hasta que una tiene más de la mitad.
votes-method-schulze = Un ganador, de dos en dos
votes-method-schulze-text = Usted pone las opciones en orden. Cada opción se compara con cada una de las otras: más personas deben preferirla.
votes-method-scottish-stv = Varios ganadores, por rondas
votes-method-scottish-stv-text = Usted pone las opciones en orden. Una opción con suficientes votos gana, y los votos que le sobran pasan a otra. La que tiene menos sale. Así cada grupo grande recibe su parte.
votes-method-meek = Varios ganadores, por rondas (Meek)
votes-method-meek-text = Usted pone las opciones en orden. Los votos que a una ganadora le sobran pasan a otra, y se calculan de nuevo en cada ronda. Así cada grupo grande recibe su parte.
votes-method-score = Puntos
votes-method-score-text = Usted da puntos a cada opción. Ganan las que tienen más puntos.
votes-method-dot = Fichas
votes-method-dot-text = Usted tiene unas fichas para poner en las opciones. Ganan las que tienen más fichas.
votes-method-approval = Marque todo lo que le guste
votes-method-approval-text = Usted marca cada opción que le gusta. Ganan las que tienen más marcas.
votes-rule-equal-shares-add1 = partes iguales
votes-rule-greedy = primero la más votada
votes-rule-phragmen = Phragmén (el dinero llega a todos a la misma velocidad)
votes-rule-irv = por rondas
votes-rule-schulze = de dos en dos
votes-rule-scottish-stv = rondas escocesas
votes-rule-meek = Meek
votes-rule-approval = cada marca vale uno

## La boleta.
votes-ballot = Su boleta
votes-how-budget = Elija lo que quiere. Todo lo que elija puede costar hasta { $sum }.
votes-how-choose = { $n ->
    [one] Elija una opción.
   *[other] Elija hasta { $n } opciones.
  }
votes-how-choose-any = Elija todas las opciones que quiera.
votes-how-rank = Ponga 1 en su primera opción, 2 en la segunda, y así. Puede parar cuando quiera.
votes-how-score = Dé a cada opción de 0 a { $n } puntos.
votes-how-dots = Tiene { $n } fichas. Póngalas como quiera, también más de una en una opción.
votes-no-place = Sin lugar
votes-points = { $n ->
    [one] 1 punto
   *[other] { $n } puntos
  }
votes-code = Código para votar
votes-code-hint = 12 letras y números de su papel o mensaje de texto. Como K7QM-2XPA-9TRD.
votes-no-code = ¿No tiene código? Pregunte donde vio esta votación, o llame a la alianza.
votes-secret = Su voto es secreto. Guardamos que se usó un código, aparte de lo que se eligió.
votes-review = Revisar
votes-review-title = Revise su boleta
votes-review-yours = Lo que eligió
votes-review-text = Todavía no se envió nada. Una vez que vote, no podrá cambiarlo.
votes-review-total = Esto cuesta { $sum } de { $budget }.
votes-cast = Enviar mi voto
votes-change = Cambiarlo
votes-done = Recibimos su voto
votes-done-text = Gracias. Su voto cuenta.
votes-done-when = El resultado sale después del { $moment }.
votes-receipt = Comprobante
votes-receipt-text = Guárdelo. Cuando haya resultado, podrá ver que su boleta está en la lista.
votes-receipt-secret = El comprobante no muestra cómo votó. Así nadie puede obligarle a probarlo.

votes-error-choice = Algo de lo que eligió no se puede leer. Elija de nuevo.
votes-error-empty = Elija por lo menos una opción.
votes-error-same-place = Dos opciones tienen el mismo número. Use cada número una vez.
votes-error-withdrawn = Se quitó una opción mientras usted elegía. Mire la lista otra vez.
votes-error-too-many = { $n ->
    [one] Elija solo una.
   *[other] Elija como máximo { $n }.
  }
votes-error-over-budget = Lo que eligió cuesta { $sum } de más. Quite una opción.
votes-error-too-high = No dé más de { $n } puntos a una opción.
votes-error-too-many-dots = Solo tiene { $n } fichas. Quite algunas.
votes-error-code = No conocemos este código. Revise cada letra y número.
votes-error-twice = Este código ya votó ({ $channel }). El primer voto cuenta y se queda.
votes-error-twice-now = Este código acaba de votar. El primer voto cuenta y se queda.
votes-error-revoked = Este código fue retirado. Pida uno nuevo donde se lo dieron.
votes-error-late = La votación no está abierta ahora.
votes-error-receipt = Un comprobante tiene 12 letras y números. Revise cada uno.

## El resultado.
votes-results = Resultado
votes-results-title = Resultado: { $title }
votes-outcome-none = No ganó nada: ninguna boleta eligió algo.
votes-outcome-budget = Se paga: { $winners }. Son { $spent } de { $budget }.
votes-outcome = { $n ->
    [one] Ganó: { $winners }.
   *[other] Ganaron: { $winners }.
  }
votes-served = { $n } de { $all } votantes ({ $percent }%) reciben por lo menos una cosa que eligieron.
votes-first-choice = { $n ->
    [one] Una persona recibió su primera opción.
   *[other] { $n } recibieron su primera opción.
  }
votes-blank = { $n ->
    [one] Una boleta no eligió nada que siga siendo una opción.
   *[other] { $n } boletas no eligieron nada que siga siendo una opción.
  }
votes-option = Opción
votes-col-voters = Votantes
votes-col-points = Puntos
votes-col-votes = Votos
votes-cost = Costo
votes-left = Queda después
votes-round = Ronda
votes-round-n = Ronda { $n }
votes-chart = Cuánto se quiso cada opción
votes-chart-picture = Boletas o puntos por opción
votes-chart-marked = { $option } estuvo en más boletas: { $n } de { $all }.
votes-chart-points = { $option } recibió más puntos: { $n }, de { $all } boletas.
votes-why = Por qué ganó o no cada opción
votes-won = Ganó
votes-not-won = No ganó
votes-why-marked = La eligieron { $n } de { $all } boletas.
votes-why-bought = Cuesta { $cost } y se pagó en la ronda { $round }.
votes-why-won-round = Ganó en la ronda { $round }.
votes-why-most-points = Tiene { $points } puntos, { $ahead } más que la mejor opción que no ganó.
votes-why-beats-all = Comparada con cada otra opción, más personas la prefieren, por lo menos por { $margin } boletas.
votes-why-strongest = Ninguna opción les gana a todas. Las victorias en círculo se pusieron una contra otra, primero las más débiles.
votes-why-unbeaten = Nadie le gana, y no les gana a todas: con algunas queda igual.
votes-why-withdrawn = Se quitó, así que esos votos no van a nadie.
votes-why-nobody = Nadie la eligió.
votes-why-support = Tenían que elegirla por lo menos { $need } votantes, y la eligieron { $have }.
votes-why-excluded = No puede ganar junto con { $by }.
votes-why-short = Al terminar el conteo, { $n ->
    [one] a la única persona que la eligió le quedaban { $have } de su parte
   *[other] a las { $n } personas que la eligieron les quedaban { $have } de sus partes
  }. Cuesta { $cost }, así que eso es el { $part }%. Faltaban { $more }, o { $each } por persona.
votes-why-short-nothing = Al terminar el conteo, { $n ->
    [one] a la única persona que la eligió no le quedaba nada: su parte pagó otras opciones
   *[other] a las { $n } personas que la eligieron no les quedaba nada: sus partes pagaron otras opciones
  }. Cuesta { $cost }, o { $each } por persona.
votes-why-short-budget = Al presupuesto le quedaban { $left }. Para pagar también esta opción hacen falta { $over } más.
votes-why-short-room = Al presupuesto le quedaban { $left }. Lo que le faltó fue más apoyo.
votes-why-over = Cuesta { $cost } y solo quedaban { $left }. Cabría con { $more } más en el presupuesto.
votes-why-out = Salió en la ronda { $round }. Votos que le faltaron: { $behind }.
votes-why-out-tie = Salió en la ronda { $round }, igual que otra. El orden de desempate dejó a la otra.
votes-why-fewer = Tiene { $points } puntos. Con { $behind } más sería igual a la última ganadora.
votes-why-beaten = { $margin } boletas más ponen { $by } antes que esta opción.
votes-why-lost-tie = Quedó igual que una ganadora. El orden de desempate eligió la otra.
votes-why-not-reached = El conteo terminó antes de su turno.
votes-rounds = Ronda por ronda
votes-rounds-table = Votos de cada opción, ronda por ronda
votes-share = Al final, la parte de cada votante fue { $share }. Se subió { $raised } veces un dólar.
votes-quota = Una opción gana con { $quota } votos. Ganan { $seats }.
votes-exhausted = Sin opción que quede
votes-in-round-won = gana
votes-in-round-out = sale
votes-pairs = Cuántos ponen una opción antes que otra
votes-pairs-text = Lea una fila: tantas boletas ponen esta opción antes que la de arriba.
votes-pair-before = Antes que …
votes-ties = Empates
votes-ties-none = No hubo opciones iguales donde importara.
votes-tie-win = { $options } quedaron iguales. Se eligió { $chosen }.
votes-tie-leave = { $options } quedaron iguales. Tuvo que salir { $chosen }.
votes-ties-order = El orden de desempate se fijó antes de abrir la votación: { $order }.
votes-ties-id = No se fijó un orden de desempate. Decide el número de la opción.
votes-others = Qué daría otra regla
votes-other-same = Con la regla “{ $rule }” el resultado sería el mismo.
votes-other = Con la regla “{ $rule }” sería: { $winners }.
votes-turnout = Cómo llegaron los votos
votes-turnout-text = Se usaron { $n } de { $all } códigos ({ $percent }%).
votes-channel = Manera de votar
votes-channel-web = en este sitio web
votes-channel-paper = en papel
votes-channel-text = por mensaje de texto
votes-total = Todos
votes-refused = No se contaron
votes-refused-line = { $n } { $channel }: { $why }.
votes-refused-first = El primer voto llegó { $channel } y cuenta.
votes-refused-twice = el código ya había votado
votes-refused-unknown = no existe ese código
votes-refused-revoked = el código fue retirado
votes-refused-spoilt = la boleta no se pudo leer o no sigue las reglas
votes-refused-late = llegó antes o después de tiempo
votes-check = Compruébelo usted
votes-check-text = El archivo tiene las reglas, todas las boletas sin nombres y el resultado. Está firmado. Cualquiera puede contarlo otra vez.
votes-download = Descargar el archivo
votes-check-how = Con el programa Tandem:
votes-receipt-find = Busque su comprobante
votes-receipt-hint = 12 letras y números de su pantalla o de la parte del papel que guardó.
votes-receipt-look = Buscar
votes-receipt-there = Su boleta está en la lista y se contó.
votes-receipt-missing = Este comprobante no está en la lista. Revise cada letra y número. Si está bien, avise a la alianza.
votes-receipts = { $n ->
    [one] La lista: 1 comprobante
   *[other] La lista: { $n } comprobantes
  }
votes-receipts-text = Cada línea es el comienzo de la huella (SHA-256) de un comprobante. El archivo las tiene completas.

## Llevar una votación.
votes-list-lead = Votaciones de la comunidad: borradores, abiertas y terminadas.
votes-list-none = Todavía no hay votaciones
votes-list-none-text = Empiece una con su pregunta, sus opciones y su regla.
votes-new = Nueva votación
votes-edit = Cambiar el borrador
votes-title = Título
votes-question = Pregunta
votes-explanation = De qué se trata, en palabras sencillas
votes-state = Estado
votes-opens = Abre
votes-closes = Cierra
votes-closes-hint = Hora local. Cuando cambia la hora, una votación abre en la más temprana y cierra en la más tarde.
votes-method = Cómo se cuenta
votes-budget = Dinero para gastar
votes-budget-hint = Solo para presupuestos. Como 12,500.
votes-limit = Límite de una boleta
votes-within-budget = Lo que elige una boleta debe caber en el dinero
votes-minimum = Mínimo de votantes que necesita una opción
votes-minimum-hint = Solo para presupuestos. 0 si no hay.
votes-seats = Cuántas ganan
votes-seats-hint = No para presupuestos.
votes-most = Máximo de opciones, de puntos, o fichas
votes-most-hint = Para opciones, 0 quiere decir cualquier número.
votes-tie-order = Orden de desempate
votes-tie-order-hint = Números de las opciones, como 2, 1, 3. Vacío: como dice la carta.
votes-binding = ¿Obliga?
votes-binding-hint = Solo en los temas que nombra el estatuto. El grupo adopta el resultado tal como es, o lo devuelve una vez, en público, en 30 días.
votes-binding-none = El resultado aconseja. Un voto obliga solo en los temas que nombra el estatuto vigente.
votes-binding-advises = No: aconseja
votes-binding-body = ¿Qué grupo responde?
votes-binding-choose = Elija un grupo

## Un resultado que obliga
votes-answer = Qué hace el grupo con el resultado
votes-answer-topic = El estatuto deja que su voto decida esto: { $topic }. Responde: { $body }.
votes-answer-until = El grupo adopta el resultado tal como es, o lo devuelve una vez con sus razones, hasta { $time }.
votes-answer-late = El grupo no respondió en 30 días. Ahora solo puede adoptar el resultado.
votes-answer-adopted = { $body } adoptó el resultado tal como es ({ $time }).
votes-answer-returned = { $body } devolvió el resultado ({ $time }).
votes-answer-why = Por qué:
votes-answer-adopt = Adoptar el resultado tal como es
votes-answer-return = Proponer devolverlo
votes-answer-agree = Estoy de acuerdo en devolverlo
votes-answer-withdraw = Retirar la propuesta
votes-answer-proposed = Una de las personas que dirigen el grupo propone devolver el resultado ({ $time }). Vuelve si está de acuerdo otra, de otro sector.
votes-answer-reasons = Por qué
votes-answer-reasons-hint = Todos pueden leerlo. El resultado vuelve si está de acuerdo otra de las personas que dirigen, de otro sector. Se puede hacer una vez. Si la comunidad dice lo mismo otra vez, vale.
votes-answered = Ya está en esta página para todos.
votes-answer-proposed-now = La propuesta está ahora en esta página para todos.
votes-answer-withdrawn = La propuesta ya no está.
votes-answer-again = Preguntar otra vez a la comunidad
votes-answer-again-text = El resultado fue devuelto. Pregunte otra vez: el nuevo resultado no se puede devolver.
votes-answer-again-made = La pregunta está aquí otra vez. Cambie las palabras y las fechas, y ábrala.
votes-answer-again-link = Se pregunta otra vez a la comunidad
votes-error-topic = El estatuto vigente no nombra este tema
votes-error-body = Elija un grupo que trabaje
votes-conflict-body = El grupo no es válido hoy. Su página dice qué falta.
votes-conflict-returned = Este resultado ya fue devuelto una vez. Ahora vale.
votes-conflict-return-late = Ya pasaron los 30 días para devolverlo.
votes-options = Opciones
votes-options-hint = Las líneas vacías no cuentan. Se necesita el nombre en los dos idiomas.
votes-option-n = Opción { $n }
votes-name = Nombre
votes-words = En pocas palabras
votes-group = Grupo del que solo una puede ganar
votes-save = Guardar el borrador
votes-saved = El borrador está guardado.
votes-open = Abrir la votación
votes-open-text = Una vez abierta, sus palabras, opciones y regla quedan fijas. Se reciben votos desde la hora de apertura hasta la de cierre.
votes-opened = La votación está anunciada.
votes-publish = Contar y publicar
votes-publish-text = Se acabó el tiempo. Anote los papeles que estaban en la urna al cierre y después publique.
votes-published = El resultado está publicado.
votes-public-page = Ver la página pública
votes-withdrawn-chip = Quitada
votes-roll = El padrón
votes-roll-issued = Códigos entregados
votes-roll-revoked = Códigos retirados
votes-roll-text = El padrón no tiene nombres. Sabe que se usó un código, no para qué.
votes-codes = Entregar códigos
votes-codes-text = Un código para cada persona que puede votar. Lleve su propia lista de quién recibió un papel, pero no de su número.
votes-slips = Papeles
votes-slips-n = Cuántos papeles
votes-slips-hint = Hasta 200 a la vez.
votes-slips-make = Hacer papeles
votes-slips-once = Estos códigos se muestran solo ahora. Imprima esta página y ciérrela.
votes-slips-print = Mezcle los papeles antes de repartirlos, para que nadie sepa quién recibió cuál.
votes-slip-n = papel { $n }
votes-slip-code = Su código para votar:
votes-slip-web = Vote en la web: { $address }
votes-slip-paper = O escriba en este papel y póngalo en la urna antes del { $closes }. Solo cuenta su primer voto.
votes-slip-keep = Corte y guarde.
votes-text-code = Mandar un código por mensaje de texto
votes-phone = Número de teléfono
votes-phone-hint = Se usa una vez, para este mensaje, y no se guarda con el código.
votes-language = Idioma
votes-text-send = Mandar el código
votes-text-sent = El código va en camino.
votes-revoke = Retirar un código
votes-revoke-number = Número del papel
votes-revoke-hint = Solo un código que no ha votado. Después entregue uno nuevo.
votes-revoked = El código está retirado.
votes-texts = Votos por mensaje de texto
votes-texts-text = Ningún servicio de mensajes los entrega aquí. Péguelos, uno en cada línea.
votes-texts-in-text = Los mensajes de texto entran solos y reciben respuesta. Pegue aquí solo lo que llegó de otra manera, uno en cada línea.
votes-texts-label = Mensajes
votes-texts-hint = Cada uno es un código y los números de las opciones: K7QM-2XPA-9TRD 1 3. Con puntos: K7QM-2XPA-9TRD 1=5 3=2.
votes-texts-cast = Registrar estos votos
votes-texts-told = Qué pasó con ellos y qué contestar
votes-texts-line = Línea
votes-texts-answer = Respuesta
votes-texts-counted = Su voto cuenta. Comprobante: { $receipt }
votes-texts-receipt = Comprobante: { $receipt }
votes-texts-again = Mande otra vez su código y lo que elige.
votes-texts-no-code = Para votar, mande su código y después los números de lo que elige. Por ejemplo: K7QM-2XPA-9TRD 1
votes-by-text = O vote por mensaje de texto. Mande al { $number } su código y los números de lo que elige. Por ejemplo: { $example }
votes-by-text-seen = La compañía de teléfono puede leer un mensaje de texto. Un voto aquí o en papel no queda unido a usted.
votes-papers = Votos en papel
votes-papers-text = Dos personas anotan los mismos papeles sin ver lo que anotó la otra. Lo que no coincide se mira una tercera vez.
votes-batch-name = Nombre de la urna
votes-batch-name-hint = Como: Biblioteca, viernes.
votes-batch-papers = Cuántos papeles
votes-batch-begin = Empezar un lote
votes-batch-first = Falta anotarlo
votes-batch-second = Falta la segunda persona
votes-batch-compare = Por comparar
votes-batch-counted = Contado
votes-batch-dropped = Abandonado
votes-batch-n-counted = contados
votes-batch-other = Usted anotó este lote. Ahora tiene que anotarlo otra persona.
votes-batch-drop = Abandonar este lote
votes-keying-text = Numere los papeles desde el 1. De cada uno, escriba el código y lo que está marcado.
votes-keying-choose = Escriba los números de las opciones: 1 3. Deje vacío un papel en blanco.
votes-keying-rank = Escriba los números en su orden, la primera opción primero: 3 1 2.
votes-keying-points = Escriba cada opción y sus puntos: 1=5 3=2.
votes-paper-n = Papel { $n }
votes-marks = Marcado
votes-keying-save = Guardar lo que anoté
votes-keyed = Guardado.
votes-keyed-first = Primera
votes-keyed-second = Segunda
votes-compare-text = { $same } papeles se anotaron igual, { $differ } no.
votes-settled = Resuelto
votes-settle = Guardar la tercera mirada
votes-settle-hint = Mire el papel y escriba lo que dice. Si no se puede leer: escriba su código, y un signo de pregunta como lo marcado.
votes-settled-flash = La tercera mirada está guardada.
votes-batch-count = Contar este lote
votes-batch-count-text = Después se borra lo anotado. Solo quedan las cuentas.
votes-batch-done = El lote está contado.
votes-scan = Escaneo de los papeles
votes-scan-text = Puede guardar un escaneo del lote. Se cierra con la llave de su organización.
votes-scan-file = Archivo
votes-scan-hint = PDF, JPEG o PNG, hasta 8 MB.
votes-scan-keep = Guardar el escaneo
votes-scan-open = Descargar el escaneo
votes-scan-kept = El escaneo está guardado.
votes-withdraw = Quitar una opción
votes-withdraw-text = Los votos por ella no van a nadie. El resto de esas boletas cuenta. La razón es pública.
votes-option-withdrawn = La opción está quitada.
votes-reason = Razón
votes-reason-hint = Todos pueden leerla.
votes-cancel = Cancelar la votación
votes-cancelled = La votación está cancelada.

votes-error-long = Use { $n } letras como máximo.
votes-error-number = Escriba un número entero.
votes-error-budget = Diga cuánto hay para gastar, como 12,500.
votes-error-cost = Diga cuánto cuesta, como 3,000.
votes-error-seats = Pueden ganar de 1 a 20.
votes-error-one-seat = Esta regla tiene un ganador. Elija otra regla para varios.
votes-error-most = Los puntos llegan a 100, las fichas van de 1 a 1000, las opciones hasta 60.
votes-error-many-options = Una votación tiene 60 opciones como máximo.
votes-error-few-options = Una votación necesita por lo menos dos opciones, y más de las que pueden ganar.
votes-error-nothing-fits = Ninguna opción cabe en el dinero.
votes-error-tie-order = El orden de desempate nombra una opción que no existe.
votes-error-moment = Ponga una fecha y una hora.
votes-error-closes-early = Tiene que cerrar por lo menos una hora después de abrir.
votes-error-closes-past = La hora de cierre ya pasó. Cámbiela primero.
votes-error-reason = Dé la razón en una frase.
votes-error-slips = Haga de 1 a 200 papeles a la vez.
votes-error-revoke = No existe ese código, o ya votó.
votes-error-texts = Pegue de 1 a 100 mensajes, uno en cada línea.
votes-error-papers = Un lote tiene de 1 a 50 papeles.
votes-error-rows = Anote cada papel del lote.
votes-error-paper-code = Escriba el código de este papel, o un signo de pregunta si no hay.
votes-error-unsettled = Algunos papeles se anotaron distinto. Mírelos primero una tercera vez.
votes-error-batches-wait = Un lote de papeles no está terminado. Cuéntelo o abandónelo.
votes-error-scan = Use un PDF, JPEG o PNG de hasta 8 MB.
votes-conflict-changed = Otra persona acaba de cambiar esto.
votes-conflict-state = Esto ya no es posible, o todavía no.
votes-conflict-settled = La votación está abierta. Sus palabras y reglas quedan fijas.
votes-conflict-withdrawn = La opción ya se había quitado.
votes-conflict-roll-closed = La votación terminó. Ya no se entregan códigos.
votes-conflict-same-member = Usted anotó este lote. Ahora tiene que anotarlo otra persona.
votes-conflict-keyed = Este lote ya está anotado dos veces.
votes-conflict-not-over = Un resultado se publica una vez, después de la hora de cierre.

## Lo que el registro dice de las votaciones.
partners-audit-did-vote-bound = Dijo qué grupo responde por una votación
partners-audit-did-vote-result-adopted = Adoptó el resultado de una votación
partners-audit-did-vote-result-returned = Devolvió el resultado de una votación
partners-audit-did-vote-return-proposed = Propuso devolver el resultado de una votación
partners-audit-did-vote-return-withdrawn = Ya no propone devolver el resultado de una votación
partners-audit-did-vote-drafted = Escribió una votación
partners-audit-did-vote-revised = Cambió el borrador de una votación
partners-audit-did-vote-opened = Abrió una votación
partners-audit-did-vote-cancelled = Canceló una votación
partners-audit-did-vote-closed = Se cerró una votación
partners-audit-did-vote-publication-ordered = Mandó contar y publicar una votación
partners-audit-did-vote-published = Se publicó un resultado
partners-audit-did-vote-option-withdrawn = Quitó una opción de una votación
partners-audit-did-vote-codes-printed = Hizo códigos para papeles
partners-audit-did-vote-code-texted = Mandó un código por mensaje
partners-audit-did-vote-code-revoked = Retiró un código
partners-audit-did-vote-texts-entered = Registró votos que llegaron por mensaje
partners-audit-did-vote-batch-begun = Empezó un lote de papeles
partners-audit-did-vote-batch-keyed = Anotó un lote de papeles
partners-audit-did-vote-batch-settled = Resolvió papeles anotados distinto
partners-audit-did-vote-batch-counted = Contó un lote de papeles
partners-audit-did-vote-batch-dropped = Abandonó un lote de papeles
partners-audit-did-vote-batch-scanned = Guardó un escaneo de papeles
partners-audit-did-vote-batch-scan-read = Abrió un escaneo de papeles
