# Palabras de la sala conversations. Las claves empiezan con conversations-.

conversations-nav = Conversaciones abiertas
conversations-title = Conversaciones abiertas
conversations-lead = Diga lo que piensa, una frase corta a la vez. No necesita una cuenta.
conversations-none = Todavía no hay conversaciones
conversations-none-text = Cuando un grupo quiera escuchar a todos, la encontrará aquí.
conversations-key = { $n ->
    [0] Ahora no hay ninguna conversación abierta.
    [one] Hay 1 conversación abierta. Participe.
   *[other] Hay { $n } conversaciones abiertas. Participe.
}
conversations-open = Abierta
conversations-over = Terminada
conversations-open-now = Abiertas ahora
conversations-over-now = Terminadas
conversations-until = Puede participar hasta el { $date }.
conversations-ended = Terminó el { $date }.

## Participar
conversations-asked-by = Pregunta: { $name }.
conversations-read = Lea y responda
conversations-progress = Respondió { $n } de { $of }.
conversations-answer-agree = De acuerdo
conversations-answer-disagree = En desacuerdo
conversations-answer-pass = Paso
conversations-pass-hint = Pase si no está seguro o si prefiere no decirlo.
conversations-all-read = Ya respondió todo. Gracias. Vuelva más tarde: otras personas pueden agregar más.
conversations-change = Ver o cambiar mis respuestas
conversations-so-far = Hasta ahora participan al menos { $n } personas. Lo que dicen se muestra al final.
conversations-about = Un poco sobre usted
conversations-about-why = Así vemos lo que todos los grupos comparten. Puede dejarlo en blanco. Usted cuenta una vez: si lo ha vivido, cuenta ahí.
conversations-about-member = Por su cuenta ya se sabe dónde trabaja.
conversations-about-do = Guardar
conversations-about-done = Gracias. Quedó guardado.
conversations-lived = ¿Ha vivido lo que aquí se trata?
conversations-lived-yes = Sí, yo o mi familia
conversations-lived-no = No
conversations-lived-unsaid = Prefiero no decirlo
conversations-side = Usted participa como
conversations-side-resident = Alguien que vive aquí
conversations-side-partner = Alguien que trabaja para un socio
conversations-side-unsaid = Prefiero no decirlo
conversations-sector = Si trabaja para un socio: de qué tipo
conversations-sector-choose = Elija un tipo
conversations-sector-hint = Déjelo como está si no trabaja para un socio.
conversations-suggest = ¿Falta algo?
conversations-suggest-text = Agregue una frase con la que otros puedan estar de acuerdo o no. Primero alguien la lee. Por favor, no escriba nombres ni nada privado de nadie.
conversations-suggest-words = Su frase
conversations-suggest-hint = Hasta { $n } letras. Diga una sola cosa.
conversations-suggest-do = Enviar
conversations-suggested = Gracias. Alguien la lee y luego otros pueden responder.
conversations-private = ¿Quién puede ver esto?
conversations-private-text = Nadie. Guardamos sus respuestas sin su nombre y sin la hora. Quien use este navegador después de usted puede verlas hasta que lo cierre o presione este botón.
conversations-private-member = Nadie ve sus respuestas, ni siquiera quienes llevan la conversación. Usted tiene una voz, en cualquier aparato.
conversations-forget = No dejar rastro en este aparato
conversations-forgotten = Este aparato ya no sabe nada de usted. Lo que dijo sigue contando.
conversations-erase = Retirar todas mis respuestas
conversations-erased = Sus respuestas se borraron.
conversations-is-over = Esta conversación terminó. Gracias a todas las personas que participaron.
conversations-see-results = Ver qué resultó
conversations-next = Qué sigue
conversations-next-text = Aquí no se decide nada. Muestra lo que la gente piensa, para que los grupos hagan mejores propuestas.
conversations-next-when = Al final, todos pueden leer lo que comparten los grupos y en qué se distinguen.
conversations-next-over = Un grupo puede hacer una propuesta de lo que todos comparten. Luego se decide a la vista de todos, como siempre.
conversations-next-none = Quienes preguntaron pueden hablar de las diferencias y volver a preguntar.
conversations-set-aside = { $n ->
    [one] Se apartó 1 frase
   *[other] Se apartaron { $n } frases
}
conversations-set-aside-text = Puede leer por qué. Lo que decían no se muestra: puede tratar de alguien.
conversations-unread = { $n ->
    [one] 1 frase llegó demasiado tarde para leerla.
   *[other] { $n } frases llegaron demasiado tarde para leerlas.
}

## Mis respuestas
conversations-answers = Mis respuestas
conversations-answers-none = Todavía no respondió nada
conversations-answers-none-text = Cuando responda, aquí puede cambiar sus respuestas.
conversations-back = Volver a la frase que sigue
conversations-changed = Su respuesta cambió.

## Resultados
conversations-results = Resultados
conversations-results-title = Qué resultó: { $question }
conversations-results-lead = Primero lo que todos los grupos comparten, luego en qué se distinguen. Los grupos son lo que la gente dijo de sí misma.
conversations-key-few = Participaron muy pocas personas. Hacen falta { $least } en un grupo para decir qué piensa.
conversations-key-one = Solo un grupo es lo bastante grande. La mayoría está de acuerdo con { $n ->
    [one] 1 frase.
   *[other] { $n } frases.
}
conversations-key-shared = { $n ->
    [0] No hay ninguna frase con la que esté de acuerdo la mayoría en cada uno de los { $groups } grupos.
    [one] La mayoría en cada uno de los { $groups } grupos está de acuerdo con 1 frase.
   *[other] La mayoría en cada uno de los { $groups } grupos está de acuerdo con { $n } frases.
}
conversations-statement = Frase
conversations-shared = Lo que comparten todos los grupos
conversations-shared-how = Más de la mitad de quienes respondieron, en cada grupo de { $least } o más. Primero lo más seguro.
conversations-shared-none = Nada que todos los grupos piensen con seguridad.
conversations-agreed = Todos los grupos están de acuerdo
conversations-refused = Todos los grupos están en desacuerdo
conversations-stand-agrees = La mayoría, de acuerdo
conversations-stand-disagrees = La mayoría, en desacuerdo
conversations-stand-open = Sin un lado claro
conversations-n-of = { $n } de { $of }
conversations-least-of = { $n } o más de { $of }
conversations-most-of = { $n } o menos de { $of }
conversations-agree-figure = De acuerdo: { $figure }
conversations-propose = Empezar una propuesta con una de estas frases
conversations-propose-text = El formulario se abre con las palabras puestas. Diga qué se debe hacer y elija el grupo que decide.
conversations-propose-problem = En la conversación abierta “{ $question }” todos los grupos estuvieron de acuerdo: “{ $words }”
conversations-apart = En qué se distinguen más los grupos
conversations-apart-how = Cuántas personas de cada grupo están de acuerdo. La diferencia es al menos la que se dice.
conversations-apart-none = No hay dos grupos lejos uno del otro con seguridad.
conversations-more = Más de acuerdo
conversations-less = Menos de acuerdo
conversations-points = Diferencia
conversations-points-least = { $n } puntos o más
conversations-who = Quiénes participaron
conversations-group = Grupo
conversations-people = Personas
conversations-nobody = No participó nadie.
conversations-too-small = { $n }, muy pocas para contar
conversations-who-how = De los grupos de 1 a { $few } no se da el número. Un grupo de { $least } o más cuenta cuando se dice lo que todos comparten. Si casi todos dicen lo mismo, dice “o más”: así no se ve a los pocos que no.
conversations-group-lived = Lo han vivido
conversations-group-residents = Viven aquí
conversations-group-sector = Trabajan para un socio: { $sector }
conversations-group-partners = Trabajan para otros socios
conversations-group-unsaid = No lo dijeron
conversations-all = { $n ->
    [one] La única frase y todos los grupos
   *[other] Las { $n } frases y todos los grupos
}
conversations-all-caption = Todas las frases, por grupo
conversations-csv = Las cifras en una hoja (CSV)
conversations-found = Para explorar: grupos según las respuestas
conversations-found-never = Estos grupos los encontró una computadora; nadie dijo que pertenece a uno. Sirven para pensar y nunca obligan a nada.
conversations-found-how = { $n } grupos. Estabilidad { $stability } de 1: cuánto se parecen los grupos si se sortean de nuevo las personas. Distancia { $silhouette } de 1: qué tan lejos están entre sí.
conversations-found-group = Grupo { $n }, unas { $tenths } de cada 10 personas
conversations-found-agrees = Más de acuerdo que otros:
conversations-found-disagrees = Más en desacuerdo que otros:
conversations-found-few = Hacen falta 50 personas con 7 respuestas o más para buscar grupos. Hubo menos.
conversations-found-small = No hay manera de repartir a la gente que deje al menos 11 en cada grupo.
conversations-found-shape = La gente no forma grupos claros.
conversations-found-unstable = Se podrían formar grupos, pero con otras pocas personas serían otros. Por eso no se muestran.

## Llevarla
conversations-start = Abrir una conversación
conversations-start-lead = Haga una pregunta. Empiece con frases cortas, de todos los lados, con las que se pueda estar de acuerdo o no.
conversations-start-do = Abrirla
conversations-started = Está abierta. Todos pueden participar.
conversations-about-gap = Trata de esta carencia: { $help }, { $area }.
conversations-question = ¿Qué pregunta?
conversations-question-hint = Por ejemplo: ¿qué haría que los viajes al médico le sirvan?
conversations-question-es = La pregunta en español
conversations-explanation = ¿De qué se trata?
conversations-explanation-hint = Dos o tres frases. Diga quién pregunta y qué pasa con las respuestas.
conversations-explanation-es = Lo mismo en español
conversations-seeds = Frases para empezar
conversations-seeds-hint = Una en cada línea, hasta { $n } letras, de { $least } a { $most } frases. Si tiene las palabras en español, escríbalas después de una barra: Rides are too late | Los viajes llegan tarde
conversations-ends-on = Último día
conversations-ends-hint = Puede terminarla antes.
conversations-body = ¿Qué grupo pregunta?
conversations-body-none = La alianza misma
conversations-body-hint = Quien lleva el grupo puede leer las frases y terminarla.
conversations-from = Nació de
conversations-from-none = Nada en especial
conversations-to-moderate = { $n ->
    [0] Llevarla: nada espera
    [one] Llevarla: 1 frase espera
   *[other] Llevarla: { $n } frases esperan
}
conversations-moderate = Llevar la conversación
conversations-moderate-text = Acepte lo que se pueda responder, aunque usted no esté de acuerdo. Aparte lo que nombra a alguien, hace daño, dice dos cosas a la vez o ya está. Usted no ve quién respondió qué, y nadie lo ve.
conversations-waiting = { $n ->
    [0] En espera
    [one] 1 frase espera
   *[other] { $n } frases esperan
}
conversations-waiting-none = Nada espera a que lo lean.
conversations-words-es = Lo mismo en español
conversations-accept = Aceptar
conversations-reason = ¿Por qué se aparta?
conversations-reason-hint = Todos pueden leer la razón, no la frase.
conversations-set-aside-do = Apartar
conversations-add = Agregar una frase
conversations-add-words = La frase
conversations-accepted = { $n ->
    [one] 1 frase se puede responder
   *[other] { $n } frases se pueden responder
}
conversations-moderated = Listo.
conversations-close = Terminarla ahora
conversations-close-text = Después nadie puede participar y no se puede volver a abrir. Todos pueden leer los resultados enseguida.
conversations-close-do = Terminar la conversación
conversations-closed = Terminó. Estos son los resultados.

## Faltas
conversations-error-long = Escriba como máximo { $n } letras.
conversations-error-ends = Elija un día desde hoy, a lo más dentro de un año.
conversations-error-seeds = Escriba de { $least } a { $most } frases, una en cada línea.
conversations-error-seed = La línea { $line } está vacía o tiene más de 140 letras. Hágala más corta.
conversations-error-seed-twice = La línea { $line } dice lo mismo que una de antes. Cámbiela o quítela.
conversations-error-ended = Este grupo terminó. Elija otro.
conversations-error-body = Elija el grupo que usted lleva.
conversations-error-sector = Elija para qué tipo de socio trabaja.
conversations-error-empty = Escriba una frase.
conversations-error-statement-long = Tiene más de 140 letras. Hágala más corta.
conversations-error-said = Esto ya se dijo. Dígalo de otra manera o déjelo así.
conversations-error-full = Muchas frases esperan a que las lean. Intente de nuevo en unos días.
conversations-error-reason = Diga por qué. Todos pueden leerlo.
conversations-error-cookie = Su navegador no guardó su lugar. Responda otra vez. Si no ayuda, permita las cookies de este sitio.
conversations-conflict-over = Esta conversación terminó. Puede leer qué resultó.
conversations-conflict-open = Esta conversación sigue abierta. Los resultados se muestran al final.
conversations-conflict-changed = Alguien cambió esto al mismo tiempo. Mire de nuevo y vuelva a intentarlo.
