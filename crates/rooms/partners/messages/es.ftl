# Words of the partners room.

## Signing in
account-sign-in-title = Entrar
account-sign-in-lead = Para las personas que trabajan con esta alianza.
account-email = Correo electrónico
account-password = Contraseña
account-sign-in = Entrar
account-forgot = Olvidé mi contraseña
account-by-link-title = Entrar sin contraseña
account-by-link-text = Le enviamos un enlace. Sirve una vez, durante 15 minutos.
account-by-link = Enviarme un enlace
account-no-account-needed = ¿Busca ayuda? No necesita una cuenta.
account-find-help = Buscar ayuda
account-mail-sent-title = Revise su correo
account-mail-sent-text = Si hay una cuenta con este correo, le enviamos un enlace.
account-mail-sent-minutes = El enlace sirve una vez, durante 15 minutos.
account-mail-sent-spam = ¿No llegó nada? Mire en su carpeta de correo no deseado.
account-mail-sent-admin = ¿Todavía nada? Pregunte a quien maneja las cuentas en su organización.
account-back-to-sign-in = Volver a entrar
account-recover-title = Poner una nueva contraseña
account-recover-text = Díganos su correo electrónico. Le enviamos un enlace para poner una nueva contraseña.
account-recover = Enviarme un enlace
account-signed-out = Salió de su cuenta.
account-error-sign-in = El correo o la contraseña no son correctos. Inténtelo otra vez o pida un enlace por correo.
account-error-email = Escriba un correo electrónico, como ana@example.org
account-error-email-taken = Ya hay una cuenta con este correo.
account-error-name = Escriba un nombre de 1 a 120 letras.
account-error-language = Elija un idioma.
account-error-choose = Elija una opción.
account-error-password-short = Use al menos 15 caracteres. Cuatro o cinco palabras que no van juntas funcionan bien.
account-error-password-long = Use 256 caracteres como máximo.
account-error-password-known = Esta contraseña es fácil de adivinar: es muy conocida, o está hecha de su nombre o de palabras comunes. Use cuatro o cinco palabras que no van juntas.
account-error-password-pattern = Esta contraseña repite un patrón o sigue las teclas. Use cuatro o cinco palabras que no van juntas.
account-error-present-password = Esta no es su contraseña actual.
account-error-client-name = Escriba un nombre de 1 a 80 letras en una línea.
account-error-client-taken = Aquí ya hay un sistema conectado con este nombre. Elija otro nombre o dele a ese un secreto nuevo.
account-error-client-role = Un sistema atiende a personas o nada: elija una de estas funciones.
account-error-client-purpose = Un sistema trabaja para la atención o no trabaja: elija uno de estos fines.
account-conflict-link-used = Este enlace se acaba de usar. Pida uno nuevo.

## Links in letters
account-link-sign-in-title = Hola, { $name }
account-link-sign-in-text = Presione el botón para entrar. El enlace sirve una vez.
account-link-sign-in-button = Entrar
account-link-recover-title = Hola, { $name }: ponga una nueva contraseña
account-link-recover-text = Se cerrará su cuenta en todos los demás lugares.
account-link-recover-button = Guardar y entrar
account-link-welcome-title = Le damos la bienvenida, { $name }
account-link-welcome-text = Elija una contraseña o deje el espacio vacío: entonces entrará con un enlace que le enviamos por correo cada vez.
account-link-welcome-button = Empezar
account-link-over-title = Este enlace ya no sirve
account-link-expired = Su tiempo terminó. Así su cuenta está segura.
account-link-used = Ya se usó. Cada enlace sirve una vez.
account-link-revoked = Se retiró, o se envió uno más nuevo.
account-link-unknown = No conocemos este enlace. Revise que lo copió completo.
account-link-again = Pedir un enlace nuevo
account-link-ask-admin = Pida a quien le invitó que lo envíe otra vez.

## Choosing an organization
account-choose-title = ¿Para qué está aquí?
account-choose-text = Usted trabaja con más de una organización. Lo que puede ver depende de lo que elija.
account-choose-none = Su cuenta no es parte de ninguna organización ahora. Pregunte a quien maneja las cuentas.
account-choose-organization = ¿Qué organización?
account-choose-purpose = ¿Para qué usa los datos de las personas ahora?
account-choose-purpose-hint = Las personas eligen qué puede ver cada organización y para qué. Lo que usted elija queda en el registro.
account-choose-button = Seguir
partners-purpose-care-coordination = Conseguir ayuda para las personas
partners-purpose-care-coordination-hint = El trabajo de todos los días: necesidades, envíos y seguimiento.
partners-purpose-treatment = Tratamiento
partners-purpose-treatment-hint = Atención de una enfermera u otro profesional de salud.
partners-purpose-payment = Pago
partners-purpose-payment-hint = Pagar la ayuda que se dio.
partners-purpose-operations = Dirigir nuestro propio trabajo
partners-purpose-operations-hint = Ajustes, calidad e informes.

## One's own account
account-title = Su cuenta
account-acts-for = Usted trabaja para
account-roles = Sus funciones
account-switch = Cambiar de organización o motivo
account-details = Nombre e idioma
account-name = Nombre
account-language = Idioma de los correos
account-language-hint = El idioma de las páginas se elige en Pantalla.
account-save = Guardar
account-saved = Guardado.
account-password-change = Cambie su contraseña. Se cerrará su cuenta en todos los demás lugares.
account-password-first = No tiene contraseña: entra con un enlace por correo. Aquí puede poner una.
account-present-password = Contraseña actual
account-new-password = Nueva contraseña
account-new-password-hint = Al menos { $n } caracteres. Cuatro o cinco palabras que no van juntas son fáciles de recordar y difíciles de adivinar.
account-password-save = Guardar la nueva contraseña
account-password-saved = Su contraseña se cambió.
account-sessions = Dónde tiene su cuenta abierta
account-sessions-text = ¿Perdió un teléfono o usó una computadora compartida? Ciérrela aquí. Cada una se cierra sola después de 15 minutos sin uso.
account-session-device = Aparato
account-session-since = Desde
account-session-seen = Último uso
account-session-this = Este
account-session-unknown = Aparato desconocido
account-session-end = Cerrar
account-session-ended = Cerrada.
account-sessions-end-others = Cerrar todas las demás

## Navigation
partners-nav-account = Su cuenta
partners-nav-people = Personas y funciones
partners-nav-systems = Sistemas conectados
partners-nav-organizations = Organizaciones
partners-nav-partnership = Alianza
partners-nav-audit = Registro de auditoría

## Sectors and standing
partners-sector-healthcare = Atención médica
partners-sector-public-health = Salud pública
partners-sector-payer = Planes de salud
partners-sector-social-services = Servicios sociales
partners-sector-housing = Vivienda
partners-sector-education = Escuelas y educación
partners-sector-faith = Grupos de fe
partners-sector-business = Empresas
partners-sector-government = Gobierno local
partners-sector-community = Vecinos y grupos de la comunidad
partners-membership-prospective = Sin invitar
partners-membership-prospective-hint = La conocemos. Nadie ha hablado con ella todavía.
partners-membership-listening = En conversación
partners-membership-listening-hint = Nos estamos conociendo.
partners-membership-invited = Invitada
partners-membership-invited-hint = Le pedimos que se una.
partners-membership-member = Miembro
partners-membership-member-hint = Participa.
partners-membership-paused = En pausa
partners-membership-paused-hint = Toma una pausa. Su gente conserva sus cuentas.
partners-membership-left = Salió
partners-membership-left-hint = Se va. Las cuentas y los enlaces de su gente terminan de inmediato. En un minuto se cierra todo lo que se compartía con ella o desde ella, sus solicitudes abiertas regresan o terminan, y sus servicios salen de Buscar ayuda. Aquí no se puede deshacer. La copia de sus datos y el fin de sus llaves se hacen en el servidor: tandem leave --organization NOMBRE --export CARPETA.

## Roles
partners-role-navigator = Guía de ayuda
partners-role-navigator-hint = Hace preguntas, pide permiso, envía y da seguimiento.
partners-role-clinician = Enfermera o profesional de salud
partners-role-clinician-hint = Lo mismo, como parte del tratamiento.
partners-role-responder = Responde solicitudes
partners-role-responder-hint = Responde solicitudes y mantiene al día la información y los lugares libres.
partners-role-advocate = Defensora confidencial
partners-role-advocate-hint = Trabaja con personas que no están seguras en casa. Sus datos se quedan dentro de la organización.
partners-role-coordinator = Coordinación
partners-role-coordinator-hint = Dirige el trabajo de la alianza. No ve el expediente de ninguna persona.
partners-role-analyst = Análisis
partners-role-analyst-hint = Trabaja con cifras. No ve el expediente de ninguna persona.
partners-role-privacy-officer = Encargado de privacidad
partners-role-privacy-officer-hint = Lee el registro de auditoría de la organización.
partners-role-identity-steward = Revisión de identidad
partners-role-identity-steward-hint = Decide si dos expedientes son de una misma persona. Ve dos expedientes lado a lado, nunca lo que alguien necesita.
partners-role-organization-admin = Encargado de cuentas
partners-role-organization-admin-hint = Invita a la gente de esta organización y termina su acceso.
partners-role-administrator = Administración
partners-role-administrator-hint = Dirige esta instalación: organizaciones, ajustes y registro. No ve el expediente de ninguna persona.
partners-role-resident = Residente
partners-role-resident-hint = Participa y habla en nombre propio. No ve el expediente de ninguna persona.

## People and roles
partners-people-title = Personas de { $name }
partners-people-lead = Quién puede entrar por esta organización y qué puede hacer cada persona. Los cambios valen de inmediato.
partners-people-switch = Mostrar
partners-people-none = Nadie de aquí puede entrar todavía
partners-people-none-hint = Está bien: una organización puede responder solicitudes desde su correo, sin cuenta.
partners-people-not-a-member = Esta organización no es parte de la alianza ahora. Invítela primero, y después a su gente.
partners-people-invited = Con invitación, aún no entra
partners-people-change = Cambiar lo que { $name } puede hacer
partners-people-roles = ¿Qué puede hacer?
partners-people-roles-hint = Tendrá que entrar otra vez después de un cambio.
partners-people-invite-again = Enviar la invitación otra vez
partners-people-end = Terminar el acceso ahora
partners-people-end-hint = Las funciones, sesiones y enlaces en esta organización terminan de inmediato. Lo que hizo queda en el registro.
partners-invite-title = Invitar a alguien
partners-invite-text = Recibirá un correo con un enlace que sirve una vez, durante 7 días.
partners-invite-button = Enviar la invitación
partners-invited = La invitación está en camino.
partners-roles-saved = Guardado. Tendrá que entrar otra vez.
partners-access-ended = Su acceso terminó.
partners-systems-title = Sistemas conectados
partners-systems-lead = Su propio sistema de registros puede leer aquí lo que su organización puede ver, sin nadie ante la pantalla. Cada consulta queda en el registro con su nombre, y la persona puede leerla.
partners-systems-none = Ningún sistema está conectado
partners-systems-none-hint = No necesita ninguno para trabajar aquí. Conecte uno cuando su propio programa deba leer lo que las personas comparten con ustedes.
partners-systems-ended = Terminado
partners-systems-paused = Cerrado mientras su organización está en pausa
partners-systems-may = Lee como: { $role }. Para: { $purpose }.
partners-systems-since = Conectado: { $when }.
partners-systems-used = Último uso: { $when }.
partners-systems-never-used = Nunca usado.
partners-systems-ended-at = Terminado: { $when }.
partners-systems-change = Renovar o terminar { $name }
partners-systems-renew = Crear una clave secreta nueva
partners-systems-renew-hint = La clave anterior deja de servir en el acto. Ponga la nueva en el sistema enseguida.
partners-systems-end = Terminar para siempre
partners-systems-end-hint = Deja de leer en su próxima solicitud. Es definitivo: para seguir, conéctelo otra vez.
partners-systems-connect = Conectar un sistema
partners-systems-connect-text = Un sistema lee y no cambia nada. No está en el equipo de atención de nadie: no ve lo que solo puede ver un equipo de atención, ni nada sobre violencia en el hogar.
partners-systems-connect-button = Conectarlo
partners-systems-name = Nombre del sistema
partners-systems-name-hint = Como lo llaman en su organización. Aparece en el registro.
partners-systems-role = ¿Con qué función lee?
partners-systems-role-hint = Solo funciones que atienden a personas. Un sistema nunca dirige una organización ni cuenta personas.
partners-systems-purpose = ¿Para qué usa los datos?
partners-systems-secret-title = La clave secreta de { $name }
partners-systems-once = Esta clave se muestra una sola vez. Cópiela ahora en el sistema; aquí se guarda solo su huella.
partners-systems-id = Identificador (client_id)
partners-systems-secret = Clave secreta (client_secret)
partners-systems-token-address = Dirección para los tokens
partners-systems-fhir-address = Dirección de los datos (FHIR R4)
partners-systems-how = Cómo se usa
partners-systems-how-token = El sistema pide un token, que sirve { $n } minutos. (Este comando le pide la clave secreta.)
partners-systems-how-read = Con el token lee a una persona.
partners-systems-how-see = Ve lo que las personas dejan ver a su organización en el momento de cada consulta. A una persona que no puede ver no la encuentra.
partners-systems-back = Volver a los sistemas conectados
partners-system-over = El sistema terminó.
partners-error-roles-missing = Elija al menos una función. Para quitar todas, termine su acceso.
partners-conflict-not-a-member = Esta organización no es parte de la alianza ahora. Invítela primero.
partners-conflict-accepted = Ya aceptó la invitación.
partners-conflict-own-roles = Nadie cambia sus propias funciones. Lo hace otra persona que administra las cuentas de su organización, o quien administra la alianza.
partners-conflict-last-administrator = Nadie más podría dirigir esta instalación. Primero dé esa función a otra persona.
partners-conflict-administrator-exists = Esta alianza ya tiene administración. Puede invitar a otras personas en Ajustes, Personas y funciones.

## Organizations
partners-organizations-title = Organizaciones
partners-organizations-count = { $n ->
    [one] Una organización
   *[other] { $n } organizaciones
  }
partners-organizations-none = Ninguna organización coincide
partners-organizations-none-hint = Pruebe con menos filtros.
partners-organization = Organización
partners-organization-name = Nombre de la organización
partners-organization-new = Nueva organización
partners-organization-new-lead = Empieza como sin invitar. Invítela cuando hayan hablado.
partners-organization-add = Agregar
partners-organization-added = Agregada.
partners-any-sector = Cualquier sector
partners-any-membership = Cualquier participación
partners-filter = Filtrar
partners-sector = Sector
partners-membership = Participación
partners-membership-change = Cambiar la participación
partners-membership-to = Nueva participación
partners-membership-note = Por qué
partners-membership-saved = La participación se cambió.
partners-controlled-by = Controlada por
partners-controlled-by-hint = Las organizaciones bajo un mismo control cuentan una vez donde se cuentan votos.
partners-controlled-by-nobody = Nadie
partners-listing = Información
partners-description = Qué hace
partners-description-hint = Unas pocas frases cortas.
partners-email = Correo para solicitudes
partners-email-hint = Las solicitudes llegan aquí. Un servicio con su propia dirección en su ficha las recibe allá. Nadie necesita una cuenta para responder.
partners-error-contact-theirs = Alguien de esta organización tiene una cuenta. Solo ellos cambian a dónde van sus cartas y llamadas.
partners-contact-none = Ninguno
partners-letter-redirected =
    Hola:

    Las cartas de { $partnership } a { $org } van desde ahora a otra dirección de correo. Si usted lo sabe, no hay nada que hacer.

    Si nadie de su organización lo pidió, avise enseguida a quienes coordinan { $partnership }: otra persona podría leer solicitudes que nombran a personas.
partners-phone = Teléfono
partners-url = Sitio web
partners-website = Sitio web
partners-city = Ciudad
partners-postal-code = Código postal
partners-timezone = Zona horaria
partners-timezone-hint = Como America/New_York
partners-letter-language = Idioma de los correos
partners-confidential = Seguridad
partners-confidential-choice = Nunca mostrar dónde está esta organización
partners-confidential-hint = Para servicios de personas que no están seguras en casa. Nunca se muestra una dirección.
partners-confidential-chip = Dirección oculta
partners-history = Historial
partners-history-when = Cuándo
partners-history-who = Quién
partners-history-what = Qué
partners-history-created = Agregada
partners-history-edited = Información cambiada
partners-history-imported = Tomada de un archivo de directorio
partners-history-membership = Participación cambiada
partners-system = El sistema
partners-yes = Sí
partners-no = No
partners-conflict-membership = La participación cambió mientras tanto, o no puede cambiar así.
partners-error-name-missing = Escriba el nombre de la organización.
partners-error-name-long = Use 200 letras como máximo.
partners-error-description-long = Use 10,000 letras como máximo.
partners-error-email = Escriba un correo electrónico, como hola@example.org
partners-error-phone = Escriba un teléfono, como (555) 555-0142
partners-error-url = Escriba una dirección web que empiece con https:// o http://
partners-error-text-long = Es demasiado largo.
partners-error-language = Elija inglés o español.
partners-error-sector = Elija un sector: healthcare, public_health, payer, social_services, housing, education, faith, business, government o community.
partners-error-control-ring = Esto llevaría de vuelta a la misma organización.
partners-error-no-such-organization = No existe esa organización.

## The partnership
partners-partnership-title = Alianza
partners-partnership-read-only = Administración puede cambiar esto.
partners-partnership-about = Sobre nosotros
partners-partnership-name = Nombre de la alianza
partners-partnership-place = Lugar
partners-partnership-place-hint = La zona que atienden, como el condado de Lake.
partners-partnership-phone-hint = Para quien prefiere hablar.
partners-colour = Color
partners-colour-hint = # y seis signos, como #1b4d3e. Debe ser oscuro para leerse sobre blanco.
partners-clock = Tiempo para responder
partners-clock-hint = En cuánto tiempo debe responder una organización.
partners-response-days = Días hábiles
partners-response-days-hint = De 1 a 10. Igual para todas.
partners-business-days = ¿Qué días son hábiles?
partners-holidays = Días libres
partners-holidays-hint = Una fecha en cada línea, como 2026-12-25
partners-error-partnership-name = Escriba un nombre de 1 a 120 letras.
partners-error-colour = Escriba el color con # y seis signos, como #1b4d3e
partners-error-colour-light = Este color es muy claro para leerse sobre blanco. Elija uno más oscuro.
partners-error-response-days = Escriba un número entero de 1 a 10.
partners-error-business-days = Elija al menos un día hábil.
partners-error-holidays = Escriba cada fecha como año-mes-día, por ejemplo 2026-12-25
partners-error-timezone = Escriba una zona horaria como America/New_York
partners-error-no-such-setting = No existe ese ajuste.

## Audit log
partners-checkpoint-title = Prueba de que el registro está completo
partners-checkpoint-lead = Nadie debería tener que confiar en quien maneja la computadora. Guarde en su organización un sello del registro: un texto corto que solo encaja con este registro. Si alguien cambia o quita después una línea, o incluso todo el registro, su sello lo muestra.
partners-checkpoint-keep = Guardar uno
partners-checkpoint-keep-text = Guarde el archivo fuera de este sistema. No lleva nombres ni nada sobre nadie. Quienes cuidan la privacidad también reciben uno corto por correo cada semana.
partners-checkpoint-after = Desde qué línea
partners-checkpoint-after-hint = La última línea del archivo que ya guarda, para que el nuevo siga desde ahí. Vacío: desde la primera línea.
partners-checkpoint-download = Descargar un sello
partners-checkpoint-check = Comprobar los que usted guarda
partners-checkpoint-kept = El texto de sus archivos o cartas
partners-checkpoint-kept-hint = Pegue uno o varios, completos. Las palabras alrededor no molestan. Para archivos largos: tandem check --checkpoint ARCHIVO
partners-checkpoint-do = Comprobar
partners-checkpoint-unreadable = Esto no se puede usar: { $why }.
partners-checkpoint-fits = { $n ->
    [one] El registro encaja con su sello hasta la línea { $last }. Ahora tiene { $all } líneas.
   *[other] El registro encaja con sus { $n } sellos hasta la línea { $last }. Ahora tiene { $all } líneas.
}
partners-checkpoint-wrong = El registro no está como estaba. { $fault }.
partners-checkpoint-wrong-next = Guarde su sello. Avise a las otras organizaciones y pregunte a quien maneja el sistema qué pasó. Una copia más vieja que se volvió a poner se ve como líneas cortadas.
partners-checkpoint-foreign = Un sello se firmó con otra llave: es de otra alianza, o aquí se cambió el archivo de llaves.
partners-audit-title = Registro de auditoría
partners-audit-lead = Quién hizo qué, y cuándo, con los datos de su organización. Nadie puede cambiar este registro. Que usted lo mire también queda escrito.
partners-audit-lead-no-persons = Quién hizo qué, y cuándo. No dice sobre qué persona: eso solo lo ve quien cuida la privacidad en cada organización. Que usted lo mire también queda escrito.
partners-audit-lead-own-persons = Quién hizo qué y cuándo, en todas las organizaciones. De qué persona se trata aparece solo en las líneas de su propia organización. Nadie puede cambiar este registro. También queda anotado que usted lo mira.
partners-audit-none = No hay entradas
partners-audit-none-hint = Nada coincide con estos filtros.
partners-audit-csv = Descargar como tabla (CSV)
partners-audit-member = Hecho por
partners-audit-any-member = Cualquiera
partners-audit-any-organization = Todas las organizaciones
partners-audit-kind = De qué se trató
partners-audit-any-kind = Cualquier cosa
partners-audit-person = Persona
partners-audit-person-hint = El número del expediente de una persona.
partners-audit-show = Mostrar
partners-audit-show-all = Todo
partners-audit-show-changes = Solo lo que se cambió
partners-audit-taken = Quitó: { $role }
partners-audit-did-accept = Aceptó
partners-audit-did-decline = Dijo que no
partners-audit-did-send = La envió
partners-audit-did-sent = La envió
partners-audit-did-start = Empezó a ayudar
partners-audit-did-hold = La puso en espera
partners-audit-did-resume = Siguió ayudando
partners-audit-did-complete = Dio la ayuda
partners-audit-did-fail = No se logró
partners-audit-did-cancel = La retiró
partners-audit-did-expire = Pasó a otro lugar
partners-audit-did-undo = Deshizo el último paso
partners-audit-did-late = Se pasó del plazo
partners-audit-did-question = Hizo una pregunta
partners-audit-did-answer = Respondió la pregunta
partners-audit-did-claimed = Tomó una oferta abierta
partners-audit-did-service-received = Dijo: la persona recibió la ayuda
partners-audit-did-service-not-received = Dijo: la persona no recibió la ayuda
partners-audit-did-resolved-yes = Dijo: la necesidad está resuelta
partners-audit-did-resolved-partly = Dijo: la necesidad está resuelta en parte
partners-audit-did-resolved-no = Dijo: la necesidad no está resuelta
partners-audit-did-work-list = Lista de trabajo
partners-audit-did-inbox = Solicitudes a la organización
partners-audit-did-survey--opened = Abrió la encuesta
partners-audit-did-survey--closed = Cerró la encuesta
partners-audit-did-survey--answered = Contestó la encuesta
partners-audit-did-survey--answered-by-link = Contestó la encuesta con el enlace de una carta
partners-audit-did-survey--links-sent = Envió enlaces para contestar la encuesta
partners-audit-did-survey--link-sent-again = Envió a un aliado un enlace nuevo para contestar la encuesta
partners-audit-did-value-page--shared-by-link = Hizo un enlace a lo que trabajar juntos podría ser para una organización
partners-audit-did-value-page--opened-by-link = Leyó con un enlace lo que trabajar juntos podría ser para una organización
partners-audit-did-value-page--links-ended = Terminó los enlaces a lo que trabajar juntos podría ser para una organización
partners-audit-did-gives-and-gets = Anotó lo que se da
partners-audit-did-gives-and-gets--taken-back = Anuló una anotación
partners-audit-did-listened = Anotó una conversación
partners-audit-did-focus = En qué trabaja la alianza
partners-audit-did-referral = La solicitud completa
partners-audit-did-tracked-by-the-person = Miró cómo va
partners-audit-did-vault = Solicitudes selladas
partners-audit-did-screening-started = Empezó las preguntas
partners-audit-did-screening-completed = Terminó las preguntas
partners-audit-did-screening-answered = Respondió las preguntas
partners-audit-did-screening-imported = Entró con un archivo
partners-audit-did-copied-to-the-receiver = La organización guarda lo que se le dijo
partners-audit-did-answers = Las respuestas
partners-audit-did-listed = En una lista
partners-audit-did-questions-to-choose = Qué preguntas hacer
partners-audit-did-emergency-page = La página sobre una emergencia
partners-audit-did-guardians = Quién puede consentir por la persona
partners-audit-did-checkpoint = Sello del registro
partners-audit-did-visit = Visita
partners-audit-did-visit-recorded = Visita anotada
partners-audit-did-correction-asked-for = Pidió una corrección
partners-audit-did-correction-answered = Contestó una corrección
partners-audit-did-corrections = Correcciones que se pidieron
partners-audit-did-correction = Una corrección que se pidió
partners-audit-did-shared-view-as-a-file = Guardó la vista compartida como archivo
partners-audit-did-copy-of-everything = Copia de todo
partners-audit-did-care-team = Equipo de cuidado
partners-audit-did-insight-gap = Detrás de una carencia
partners-audit-did-instrument-imported = Agregó un cuestionario
partners-audit-did-edited = Lo cambió
partners-audit-did-imported = Entró con un archivo
partners-audit-did-recorded = Lo anotó
partners-audit-did-record = El registro
partners-audit-did-created = Registro nuevo
partners-audit-did-wants-help-set = Si quiere ayuda
partners-audit-did-identifier-added = Una clave de otro sistema
partners-audit-did-care-team--appointed = Quedó a cargo de un registro que nadie podía abrir
partners-audit-did-care-team--assigned = Entró al equipo
partners-audit-did-care-team--ended = Salió del equipo
partners-audit-did-private-link-made = Hizo un enlace privado
partners-audit-did-private-links-ended = Cerró los enlaces privados
partners-audit-did-private-page-opened = Abrió la página privada
partners-audit-did-private-page--wrong-code = Código equivocado de la página privada
partners-audit-did-spoken = Dijo que sí en voz alta
partners-audit-did-signed = Dijo que sí y firmó
partners-audit-did-refused = Dijo que no
partners-audit-did-drawn = Dijo que sí y firmó a mano en la pantalla
partners-audit-did-paper = Dijo que sí y firmó en papel
partners-audit-did-texted = Dijo que sí con un código de su teléfono
partners-audit-did-guardian-noted = Anotó quién puede aceptar
partners-audit-did-noted-as-emancipated = Anotó que decide como persona adulta
partners-audit-did-guardian-ended = Un tutor ya no puede aceptar
partners-audit-did-closed--the-guardian-ended = Se cerró el permiso: el tutor ya no puede aceptar
partners-audit-did-private-link-of-a-guardian-made = Hizo un enlace privado para un tutor
partners-audit-did-page-of-a-guardian-opened = Abrió la página de un tutor
partners-audit-did-what-a-guardian-agreed-to = Lo que un tutor aceptó
partners-audit-did-code-sent-to-the-telephone = Envió un código al teléfono
partners-audit-did-scan-of-a-consent = El papel firmado de un permiso
partners-audit-did-withdrawn = Retiró el permiso
partners-audit-did-withdrawal-undone = Volvió a dar el permiso
partners-audit-did-what-is-shared = Lo que se comparte
partners-audit-did-consent = Un permiso
partners-audit-did-who-looked = Quién miró
partners-audit-did-closed--the-organization-left = Se cerró el permiso: la organización se fue
partners-audit-did-keys--end-on-a-day = Se fijó el día en que se destruyen sus claves
partners-audit-did-keys--new-version = Sus nombres se sellaron con claves nuevas
partners-audit-did-keys--former-version-retired = Se retiraron las claves anteriores
partners-audit-did-keys--new-master-key = Se hizo una nueva clave maestra
partners-audit-did-asks-to-be-erased = La persona pide que la borren
partners-audit-did-erasure-refused = Se negó el borrado, con un motivo
partners-audit-did-erased = Se borró quién es
partners-audit-did-erased-after-a-restore = Se borró de nuevo quién es después de restaurar
partners-audit-did-compared-by-linkage = El programa la comparó con expedientes de otras organizaciones
partners-audit-did-closed-after-a-restore = Se cerró al restaurar una copia
partners-audit-did-searched--found-nobody = Buscó y no halló a nadie
partners-audit-did-signed-in--password = Con contraseña
partners-audit-did-signed-out = Cerró la sesión
partners-audit-did-sign-in-refused = No pudo entrar
partners-audit-did-session-ended-from-afar = Cerró una sesión a distancia
partners-audit-did-other-sessions-ended = Cerró las otras sesiones
partners-audit-did-renamed = Nombre o idioma
partners-audit-did-access-ended = Acceso terminado
partners-audit-did-account-ended = Cuenta terminada
partners-audit-did-password-set = Puso una contraseña
partners-audit-did-log = El registro de accesos
partners-audit-did-log-exported = El registro, para un archivo
partners-audit-did-log-as-csv = El registro como archivo
partners-audit-did-listing = La ficha
partners-audit-did-need = Una necesidad
partners-audit-did-signed-in--invite = Con el enlace de una invitación
partners-audit-did-signed-in--sign-in = Con un enlace por correo
partners-audit-did-signed-in--recover = Con un enlace para una contraseña nueva
partners-audit-did-ask-person-next = Por hacer: preguntar a la persona dónde intentar ahora
partners-audit-did-ask-person-consent = Por hacer: preguntar a la persona si se puede avisar al siguiente lugar
partners-audit-did-no-claim = Por hacer: nadie ha tomado la oferta
partners-audit-did-asked-for-a-call = Pidió una llamada
partners-audit-did-reminded = Envió un recordatorio
partners-audit-did-new-link = Envió un enlace nuevo
partners-audit-did-offered-without-the-person = La ofreció sin el nombre
partners-audit-did-claim-lapsed = Su oferta de ayuda venció
partners-audit-did-claim-refused-by-the-person = La persona dijo que no a la oferta de ayuda
partners-audit-did-claim-settled-with-the-person-s-yes = La persona dijo que sí a la oferta de ayuda
partners-audit-did-taken-for-review = Tomado para revisar: ¿son dos registros la misma persona?
partners-audit-did-compared = Comparado con otro registro
partners-audit-did-one-person = Decidió que dos registros son la misma persona
partners-audit-did-two-people = Decidió que dos registros son de dos personas
partners-audit-did-put-back = Devolvió un par de registros sin decidir
partners-audit-did-decision-undone = Retiró una decisión sobre dos registros
partners-audit-did-listed-among-what-people-ask = En la lista de lo que piden las personas
partners-audit-did-listed-to-the-care-team = En la lista del equipo de apoyo
partners-audit-did-addressed = Cerrada: la necesidad está resuelta
partners-audit-did-closed = Cerrado
partners-audit-did-open = Tiene cupo
partners-audit-did-limited = Llame antes
partners-audit-did-waitlist = Lista de espera
partners-audit-did-prospective = Sin invitar
partners-audit-did-listening = En conversación
partners-audit-did-invited = Invitada
partners-audit-did-member = Miembro
partners-audit-did-paused = En pausa
partners-audit-did-left = Salió
partners-audit-did-emergency-look-ended = Terminó una consulta de emergencia
partners-audit-did-listings-taken-out = Quitó sus servicios de Buscar ayuda
partners-audit-did-name = Nombre de la alianza
partners-audit-did-place = Lugar de la alianza
partners-audit-did-holidays = Días libres
partners-audit-did-business-days = Días hábiles
partners-audit-did-response-days = Plazo para contestar
partners-audit-did-timezone = Zona horaria
partners-audit-did-demo = Demostración
partners-audit-did-meeting-planned = Planeó una reunión
partners-audit-did-meeting-changed = Cambió una reunión
partners-audit-did-series-changed = Cambió una serie de reuniones
partners-audit-did-meeting-called-off = Canceló una reunión
partners-audit-did-series-called-off = Canceló una serie de reuniones
partners-audit-did-agenda-proposed = Agregó un punto a una reunión
partners-audit-did-agenda-ordered = Ordenó los puntos de una reunión
partners-audit-did-agenda-point-dropped = Quitó un punto de una reunión
partners-audit-did-invitation-answered = Respondió a una invitación
partners-audit-did-came = Anotó que alguien llegó
partners-audit-did-leaving-undone = Deshizo que alguien se fue
partners-audit-did-floor-given = Dio la palabra a un sector
partners-audit-did-floor-taken = Terminó un turno de palabra
partners-audit-did-minutes-written = Escribió el acta de una reunión
partners-audit-did-decision-written-down = Anotó una decisión
partners-audit-did-action-written-down = Anotó quién hace qué
partners-audit-did-action-done = Marcó una tarea como hecha
partners-audit-did-action-not-done = Marcó una tarea como no hecha
partners-audit-did-undone = Deshizo algo
partners-audit-did-meeting-opened = Abrió una reunión
partners-audit-did-meeting-closed = Cerró una reunión
partners-audit-did-meeting-closed-by-itself = Terminó una reunión que nadie cerró
partners-audit-did-meeting-reopened = Siguió con una reunión
partners-audit-did-minutes-published = Publicó el acta de una reunión
partners-audit-did-minutes-taken-back = Retiró el acta de una reunión
partners-audit-did-communication-protocol = Cambió a quién se avisa
partners-audit-did-group-made = Creó un grupo
partners-audit-did-group-changed = Cambió un grupo
partners-audit-did-group-ended = Terminó un grupo
partners-audit-did-seat-given = Dio un asiento
partners-audit-did-seat-ended = Terminó un asiento
partners-audit-did-deputy-named = Nombró a quien suple
partners-audit-did-hand-over = Llevó una lista de entrega
partners-audit-did-conflict-declared = Declaró un interés
partners-audit-did-conflict-ended = Terminó un interés declarado
partners-audit-did-charter-drafted = Empezó un estatuto
partners-audit-did-charter-changed = Escribió en el estatuto
partners-audit-did-charter-laid-open = Abrió el estatuto
partners-audit-did-charter-taken-back = Retiró el estatuto
partners-audit-did-charter-dropped = Abandonó un estatuto
partners-audit-did-poll-asked = Hizo una pregunta rápida
partners-audit-did-poll-closed = Cerró una pregunta rápida
partners-audit-did-charter-ratified-on-paper = Anotó un sí al estatuto en papel
partners-audit-did-charter-paper-confirmed = Confirmó un sí al estatuto en papel
partners-audit-did-charter-paper-struck = Quitó un sí al estatuto en papel
partners-audit-did-charter-ratified = Dijo que sí al estatuto
partners-audit-did-charter-in-force = Puso el estatuto en vigor
partners-audit-did-charter-note = Dijo algo sobre el estatuto
partners-audit-did-charter-note-answered = Respondió sobre el estatuto
partners-audit-did-conversation-opened = Abrió una conversación
partners-audit-did-conversation-ended = Terminó una conversación
partners-audit-did-statement-accepted = Aceptó una frase
partners-audit-did-statement-set-aside = Apartó una frase
partners-audit-did-statement-added = Agregó una frase a una conversación
partners-audit-did-proposal-made = Propuso algo
partners-audit-did-proposal-taken-up = Recogió una propuesta
partners-audit-did-proposal-rewritten = Reescribió una propuesta
partners-audit-did-proposal-moved-on = Hizo avanzar una propuesta
partners-audit-did-proposal-withdrawn = Retiró una propuesta
partners-audit-did-proposal-remark = Dijo algo sobre una propuesta
partners-audit-did-proposal-question-answered = Respondió una pregunta sobre una propuesta
partners-audit-did-proposal-promise-added = Añadió un compromiso a una propuesta
partners-audit-did-proposal-promise-removed = Quitó un compromiso de una propuesta
partners-audit-did-proposal-interest-added = Dijo que una propuesta trata de una organización
partners-audit-did-proposal-interest-removed = Dijo que una propuesta no trata de una organización
partners-audit-did-proposal-topic-named = Dijo que la comunidad decide sobre lo que trata una propuesta
partners-audit-did-proposal-topic-taken-back = Retiró que la comunidad decide sobre lo que trata una propuesta
partners-audit-did-stance-taken = Dijo dónde está un asiento
partners-audit-did-objection-raised = Objetó
partners-audit-did-objection-withdrawn = Retiró una objeción
partners-audit-did-decision-adopted = Aprobó una decisión
partners-audit-did-decision-confirmed = Confirmó una decisión
partners-audit-did-decision-ended = Terminó una decisión
partners-audit-did-stands-aside = Se hizo a un lado de una petición
partners-audit-did-joins = Se sumó a una petición
partners-audit-did-agreement-drafted = Escribió un acuerdo
partners-audit-did-agreement-changed = Cambió el borrador de un acuerdo
partners-audit-did-agreement-sent-out = Pidió a las partes que firmen un acuerdo
partners-audit-did-agreement-taken-back = Recuperó un acuerdo para cambiarlo
partners-audit-did-agreement-given-up = Abandonó un acuerdo
partners-audit-did-agreement-signed = Firmó un acuerdo
partners-audit-did-agreement-in-force = Un acuerdo entró en vigor
partners-audit-did-agreement-word-taken-back = Retiró la palabra dada en un acuerdo
partners-audit-did-agreement-said-in-spanish = Dijo en español cómo se llama un acuerdo y para qué es
partners-audit-did-agreement-written-down = Anotó lo que una reunión acordó
partners-audit-did-agreements-needed-from = Fijó desde cuándo hacen falta los acuerdos
partners-audit-did-promise-made = Anotó un compromiso
partners-audit-did-promise-kept = Marcó un compromiso como cumplido
partners-audit-did-promise-not-kept = Marcó un compromiso como no cumplido
partners-audit-did-promise-dropped = Marcó un compromiso como descartado
partners-audit-did-word-explained = Explicó una palabra
partners-audit-did-training-written = Escribió una capacitación
partners-audit-did-training-retired = Dejó de usar una capacitación
partners-audit-did-training-completed = Completó una capacitación
partners-audit-did-system-connected = Conectó un sistema informático
partners-audit-did-system-got-a-new-secret = Dio una clave secreta nueva a un sistema informático
partners-audit-did-system-ended = Terminó un sistema informático
partners-audit-did-system-signed-in = Un sistema informático inició sesión
partners-audit-did-system-refused = Un sistema informático fue rechazado
partners-audit-did-system-is-told-of-changes = Hace que se avise de los cambios a un sistema informático
partners-audit-did-system-is-told-no-more = Terminó los avisos de cambios a un sistema informático
partners-audit-did-system-told-of-a-change = Se avisó a un sistema informático de que algo cambió
partners-audit-from = Desde
partners-audit-until = Hasta
partners-audit-when = Cuándo
partners-audit-who = Quién
partners-audit-what = Qué
partners-audit-about = Sobre
partners-audit-this-person = Esta persona
partners-audit-somebody = Alguien
partners-audit-by-link = Una organización, con su enlace
partners-audit-by-person = La persona misma
partners-audit-by-public = Alguien sin cuenta
partners-audit-by-system = El sistema informático { $name } de { $org }
partners-kind-person = Persona
partners-kind-need = Necesidad
partners-kind-screening = Cuestionario contestado
partners-kind-visit = Visita
partners-kind-consent = Permiso de la persona
partners-kind-referral = Solicitud de ayuda
partners-kind-organization = Organización
partners-kind-service = Servicio
partners-kind-capacity = Lugares libres
partners-kind-member = Cuenta
partners-kind-instrument = Cuestionario
partners-kind-measure = Cifras
partners-kind-identity = Si es la misma persona
partners-kind-audit = Registro de auditoría
partners-kind-setting = Ajustes
partners-kind-governance = Estatuto, grupos, reuniones y decisiones
partners-kind-vote = Votación de la comunidad
partners-kind-agreement = Acuerdo
partners-action-read = Vio
partners-action-write = Cambió
partners-action-decide = Decidió
partners-action-export = Sacó en un archivo
partners-action-manage = Dio o quitó acceso

## Partners, for everybody
partners-title = Aliados
partners-key = { $n ->
    [one] Una organización trabaja
   *[other] { $n } organizaciones trabajan
  } aquí en conjunto, de { $sectors ->
    [one] una parte
   *[other] { $sectors } partes
  } de la vida de la comunidad.
partners-quilt = Cada aliado agrega un retazo a la colcha en la parte de arriba de cada página. La forma dice el sector.
partners-none = Aún no hay aliados
partners-none-hint = Los primeros aparecerán aquí cuando se unan.

## The demo's outbox
partners-outbox-title = Bandeja de salida de la demostración
partners-outbox-lead = Correos y mensajes que la demostración enviaría. Nada sale de esta computadora. Abra un enlace como lo haría quien lo recibe.
partners-outbox-none = Nada todavía
partners-outbox-none-hint = Envíe una solicitud o pida un enlace para entrar, y mire aquí.
partners-outbox-to = Para: { $to }
partners-outbox-text-message = Mensaje de texto
partners-outbox-queued = En espera
partners-outbox-failed = Se intentará otra vez
partners-outbox-sent = Enviado
partners-outbox-dead = Abandonado
mail-error-address = Escriba un solo correo electrónico, como ana@example.org
mail-error-phone = Escriba un teléfono de diez cifras, como (555) 555-0142

## Letters about accounts
partners-letter-sign-in =
    Hola { $name }:

    Este es su enlace para entrar a { $partnership }. Sirve una vez, durante 15 minutos.

    { $url }

    ¿No lo pidió? Entonces no haga nada. Nadie puede entrar sin este enlace.
partners-letter-recover =
    Hola { $name }:

    Este es su enlace para poner una nueva contraseña en { $partnership }. Sirve una vez, durante 15 minutos.

    { $url }

    ¿No lo pidió? Entonces no haga nada. Su contraseña sigue igual.
partners-letter-invite =
    Hola { $name }:

    Le invitamos a trabajar con { $partnership }. Abra este enlace para empezar. Sirve una vez, durante 7 días.

    { $url }

    ¿No sabe por qué recibió esto? Entonces no haga nada.
partners-letter-access =
    Hola { $name }:

    Cambió lo que puede hacer en { $partnership }: ahora puede actuar por otra organización o con otra función. Entre aquí:

    { $url }
partners-letter-checkpoint =
    Hola { $name }:

    Por favor, guarde esta carta. Contiene el estado del registro de auditoría de { $partnership } hasta la línea { $last }: sin nombres, sin nada sobre nadie.

    Si alguien cambiara después el registro, este texto lo mostraría. Para comprobarlo, entre en su cuenta, abra el registro de auditoría, elija «Prueba de que el registro está completo» y pegue esta carta.

partners-letter-password-changed =
    Hola { $name }:

    Su contraseña en { $partnership } se acaba de cambiar. ¿Fue usted? Entonces todo está bien.

    Si no fue usted, ponga una nueva de inmediato. Así se cierra la cuenta para quien lo hizo:

    { $url }

partners-minors = Menores de edad
partners-minors-hint = ¿Desde qué edad decide sola una persona menor a quién contamos algo sobre estos temas? Deje un campo vacío para usar nuestras edades: 14, 14 y 16. Las leyes de los estados son distintas. Pregunte a su abogado.
partners-minors-substance-use = Tratamiento por alcohol o drogas
partners-minors-hiv = VIH
partners-minors-mental-health = Salud mental
partners-error-minor-age = Escriba una edad de 10 a 21, o nada

## Escuchar, antes de pedir algo
partners-listening-title = Escuchar
partners-listening-with = Escuchar a { $name }
partners-listening-count = { $n ->
    [0] Aún no hay ninguna conversación anotada.
    [one] Hay una conversación anotada.
   *[other] Hay { $n } conversaciones anotadas.
  }
partners-listening-first = Primero escuche. Se les puede invitar cuando haya una conversación anotada.
partners-listening-open = Leer o agregar una conversación
partners-listening-read = Leer lo que escuchamos
partners-listening-lead = Escuchamos antes de pedir. Dos preguntas para empezar: ¿Qué están haciendo? ¿Cómo les puedo ayudar?
partners-listening-new = Anotar una conversación
partners-listening-how = Use las palabras de ellos, no las nuestras. Una conversación no se puede cambiar después. Si sabe algo más, anote otra.
partners-listening-on = Conversación del { $day }
partners-listening-who = Escuchó: { $listened }. Habló: { $spoke }.
partners-listening-recorded = La anotó { $by }, { $at }.
partners-listening-day = Día de la conversación
partners-listening-listened = Quién escuchó
partners-listening-spoke = Quién habló por la organización
partners-listening-spoke-hint = Nombre y qué hace ahí.
partners-listening-words-hint = Con sus propias palabras.
partners-listening-does = ¿Qué están haciendo?
partners-listening-would-help = ¿Cómo les puedo ayudar?
partners-listening-needs = ¿Qué les falta?
partners-listening-serves = ¿A quién atienden y dónde?
partners-listening-relevance = ¿Qué tan cerca está de nuestro trabajo?
partners-listening-focus = Trabajamos en esto: { $focus }
partners-listening-no-focus = La alianza aún no ha dicho en qué trabaja. Administración lo puede escribir en Ajustes, Alianza.
partners-listening-why = Por qué
partners-listening-save = Guardar la conversación
partners-listening-saved = La conversación quedó guardada.
partners-relevance-core = Es el mismo trabajo
partners-relevance-partly = Se tocan en parte
partners-relevance-not-now = Por ahora no
partners-error-interview-day = Escriba el día de la conversación.
partners-error-interview-future = Ese día aún no llega. Anote la conversación después de tenerla.
partners-conflict-not-heard = Primero escuche: anote una conversación con ellos y después invítelos.
partners-partnership-focus = En qué trabajan
partners-partnership-focus-hint = Una frase. Los nuevos aliados la oyen, por ejemplo: Nadie pierde una cita médica por falta de transporte.
partners-error-focus = Use 300 letras como máximo.
