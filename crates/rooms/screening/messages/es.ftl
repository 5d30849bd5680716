# Las palabras de la sala de cuestionarios. Las claves empiezan con screening-.

screening-nav-instruments = Cuestionarios
screening-panel = Evaluaciones
screening-panel-none = Todavía no hay evaluaciones.
screening-panel-none-hint = Una evaluación son unas pocas preguntas sobre comida, vivienda y otras cosas que importan para la salud.
screening-start = Empezar una evaluación
screening-open = Abrir
screening-when = Cuándo
screening-what = Preguntas
screening-state = Estado
screening-status-draft = Borrador
screening-status-answered = Respuestas guardadas, falta preguntar por la ayuda
screening-status-completed = Terminada

screening-choose-title = ¿Qué preguntas quiere hacer?
screening-choose-for = Para { $name }.
screening-choose-intro = Diga primero: la persona puede saltarse cualquier pregunta. Nada se comparte si no dice que sí.
screening-choose-count = { $n ->
    [one] 1 pregunta
   *[other] { $n } preguntas
  }
screening-choose-english-only = Solo en inglés
screening-choose-both = En inglés y español
screening-choose-begin = Empezar
screening-choose-none = No hay cuestionarios para elegir
screening-choose-none-hint = Un administrador puede ofrecer uno en Configuración.
screening-choose-source = De dónde vienen estas preguntas

screening-questions-for = Para { $name }
screening-words-en = Show the questions in English
screening-words-es = Muestre las preguntas en español
screening-words-only = Estas preguntas no están traducidas. Pida ayuda a un intérprete.
screening-alone = Haga las preguntas sobre seguridad solo cuando nadie más pueda oír. Las respuestas se quedan en su organización.
screening-only-if = Solo si la respuesta a “{ $question }” es { $answer }.
screening-only-if-not = Solo si la respuesta a “{ $question }” no es { $answer }.
screening-only-if-answered = Solo si se respondió “{ $question }”.
screening-only-if-fits = Solo si corresponde a la respuesta de “{ $question }”.
screening-any-number = Elija todas las que correspondan.
screening-yes = Sí
screening-no = No
screening-other = Otra cosa
screening-unit = Unidad
screening-unit-is = En { $unit }.
screening-nth = { $title } { $n }
screening-add-another = Agregar otro
screening-next = Siguiente: preguntar por la ayuda
screening-save-draft = Guardar y terminar después
screening-draft-saved = El borrador está guardado. Puede terminarlo después.
screening-nothing-answered = Todavía no hay ninguna respuesta. Responda al menos una pregunta o regrese.

screening-review-title = ¿Quiere ayuda con algo de esto?
screening-review-intro = Pregunte por cada cosa. No importa lo que se haya respondido. “Ahora no” quiere decir: pregúnteme otro día.
screening-review-nothing = Estas preguntas no buscan necesidades, así que aquí no hay nada que preguntar.
screening-choice-yes = Sí
screening-choice-no = No
screening-choice-later = Ahora no
screening-review-save = Guardar
screening-review-rest = Guardar y “no” a lo demás
screening-review-back = Volver a las preguntas
screening-review-step = Los resultados vienen después de esta página.

screening-result-done = La evaluación está terminada
screening-result-wants = { $n ->
    [0] Por ahora la persona no quiere ayuda.
    [one] La persona quiere ayuda con una cosa.
   *[other] La persona quiere ayuda con { $n } cosas.
  }
screening-result-next = Siguiente paso
screening-result-consent = Pedir permiso
screening-result-help = Elegir ayuda
screening-result-help-about = para { $need }
screening-result-domain = Necesidad
screening-result-risk = Lo que dicen las respuestas
screening-result-wish = Quiere ayuda
screening-risk-yes = Hay riesgo
screening-risk-no = No se encontró riesgo
screening-risk-unknown = No se sabe
screening-wish-yes = Sí
screening-wish-no = No
screening-wish-later = Ahora no
screening-wish-none = No se preguntó
screening-result-local = Se queda aquí
screening-result-local-text = Las respuestas sobre violencia se quedan en su organización. Solo el equipo de atención las ve.
screening-result-answers = Respuestas
screening-result-no-answers = No hay respuestas que usted pueda ver.
screening-result-go-on = Seguir
screening-result-not-done = Esta evaluación no está terminada.
screening-result-person = Volver a { $name }
screening-result-table = Lo que se encontró y la ayuda que la persona quiere
screening-print = Para tener una copia en papel, imprima esta página desde su navegador. Lo que se dijo sobre la seguridad en casa no se imprime.

screening-topic-housing-instability = Un lugar donde vivir
screening-topic-inadequate-housing = Reparaciones o problemas en su casa
screening-topic-food-insecurity = Comida
screening-topic-transportation-insecurity = Transporte
screening-topic-utility-insecurity = Cuentas de luz, gas o agua
screening-topic-material-hardship = Ropa, cuidado de niños u otras cosas básicas
screening-topic-health-insurance-coverage-status = Seguro médico o gastos médicos
screening-topic-financial-insecurity = Dinero
screening-topic-employment-status = Trabajo
screening-topic-educational-attainment = Estudios o capacitación
screening-topic-language-access = Un intérprete o clases de inglés
screening-topic-digital-access = Teléfono o internet
screening-topic-social-connection = Compañía, personas con quien hablar
screening-topic-stress = Estrés
screening-topic-incarceration-status = La vida después de la cárcel
screening-topic-veteran-status = Ayuda para veteranos
screening-topic-intimate-partner-violence = Sentirse segura o seguro en casa

screening-instruments-title = Cuestionarios
screening-instruments-intro = Estas son las preguntas que su alianza puede hacer. Dos vienen con Tandem. Puede agregar otros como archivo FHIR Questionnaire.
screening-instruments-name = Nombre
screening-instruments-version = Versión
screening-instruments-languages = Idiomas
screening-instruments-state = Estado
screening-instruments-change = Cambiar
screening-instruments-offered = Se ofrece
screening-instruments-retired = Retirado
screening-instruments-retire = Retirar
screening-instruments-offer = Ofrecer de nuevo
screening-instruments-shipped = Viene con Tandem
screening-instruments-add = Agregar un cuestionario
screening-instruments-file = Archivo (FHIR R4 Questionnaire, JSON)
screening-instruments-paste = O péguelo aquí
screening-instruments-terms = Verifique primero que puede usarlo: muchos cuestionarios tienen dueños que ponen condiciones. PRAPARE, por ejemplo, se puede usar gratis después de aceptar sus condiciones en prapare.org.
screening-instruments-preview = Verlo primero
screening-instruments-preview-title = ¿Es este el cuestionario correcto?
screening-instruments-questions = Preguntas
screening-instruments-domains = Necesidades que puede encontrar
screening-instruments-dropped = Lo que se deja fuera
screening-instruments-dropped-text = Estas preguntas son sobre la situación migratoria. Tandem nunca pregunta ni guarda eso.
screening-instruments-unscored = Se pregunta, pero no lleva a una necesidad
screening-instruments-owner = Dueño y condiciones
screening-instruments-no-owner = El archivo no nombra dueño ni condiciones.
screening-instruments-import = Agregar este cuestionario
screening-instruments-imported = El cuestionario está agregado.
screening-instruments-changed = Guardado.
screening-instruments-sources = De dónde vienen las reglas
screening-instruments-notice = Fuente y condiciones de uso de lo que viene con Tandem

screening-error-empty-file = Elija un archivo o pegue su texto
screening-error-file = Este archivo no se puede usar: { $fault }
screening-error-answers = Algunas respuestas no corresponden a las preguntas. Revíselas y guarde otra vez.
screening-error-choice = Elija sí, no o ahora no
screening-error-missing = Responda esta pregunta
screening-error-boolean = Elija sí o no
screening-error-integer = Escriba un número entero, como 3
screening-error-decimal = Escriba un número, como 2.5
screening-error-date = Escriba una fecha, como 2026-03-31
screening-error-time = Escriba una hora, como 14:30
screening-error-date-time = Elija un día y una hora
screening-error-url = Escriba una dirección web que empiece con https://
screening-error-exclusive = “Ninguna” no va junto con otras respuestas. Deje una cosa o la otra.
screening-error-value = Esta respuesta no corresponde: { $fault }

screening-conflict-completed = Esta evaluación está terminada y ya no se puede cambiar. Empiece una nueva.
screening-conflict-not-answered = Guarde primero las respuestas.
screening-conflict-retired = Este cuestionario ya no se ofrece. Elija otro.
screening-conflict-team = Algunas de estas preguntas son solo para el equipo de atención. Pida a alguien del equipo de esta persona que le agregue.
screening-conflict-instrument-used = Esta versión ya se usó y debe quedar como está. Dé al cuestionario cambiado un nuevo número de versión.
