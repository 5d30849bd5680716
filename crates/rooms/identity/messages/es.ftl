# Identidad: qué expedientes son de una misma persona. Las claves empiezan con identity-.

identity-nav = ¿La misma persona?
identity-title = ¿Es la misma persona?
identity-lede = Cada organización guarda sus propios expedientes. Algunos pueden ser de la misma persona. Cuando la computadora no está segura, usted decide.
identity-none = No hay nada pendiente
identity-none-text = Todos los pares de expedientes están claros. Habrá pares nuevos cuando las organizaciones agreguen personas.
identity-waiting = { $n ->
    [0] No hay otro par pendiente
    [one] Un par pendiente
   *[other] { $n } pares pendientes
  }
identity-waiting-text = Usted recibe el par donde un error haría más daño. No se elige a quién mirar. Los dos expedientes se abren para usted durante 30 minutos, y queda anotado que los miró.
identity-take = Ver el siguiente par
identity-go-on = Seguir con su par
identity-quality = Qué tan buenos son los enlaces
identity-quality-text = De vez en cuando también aparece un par que parece claro. Con lo que encuentran quienes revisan, calculamos cuántas veces acierta la computadora.
identity-linked = Pares enlazados
identity-linked-text = Expedientes que se consideran de la misma persona
identity-precision = Enlaces correctos
identity-recall = Encontrados de todos los que van juntos
identity-interval = Entre { $low } y { $high }, de { $n } pares
identity-not-known = Aún no se sabe
identity-not-known-text = Nadie ha mirado un par de la muestra
identity-learnt-nothing = Lo que usted y otras personas deciden le enseña a la computadora cuán segura puede estar. Todavía no aprendió de ninguna decisión.
identity-learnt = La computadora aprendió de { $n ->
    [one] una decisión
   *[other] { $n } decisiones
  }. Desde el { $when } dice:
identity-learnt-line = { $now } donde por sí sola habría dicho { $model }
identity-learnt-range = (entre { $least } y { $most }, según las dos organizaciones)
identity-decided = Lo que usted decidió
identity-decided-none = Todavía no ha decidido sobre ningún par.
identity-when = Cuándo
identity-what = Decisión
identity-chance = Probabilidad calculada
identity-undo = Deshacer
identity-undone = Se retiró su decisión. El par vuelve a estar pendiente.
identity-over = Este par ya no está abierto para usted. Vea el siguiente.
identity-same = La misma persona
identity-different = Dos personas
identity-put-back = No se sabe, devolverlo
identity-review-title = Dos expedientes
identity-review-lede = Compare los datos. Las familias comparten apellido, dirección y teléfono. Los gemelos comparten también la fecha de nacimiento.
identity-side-by-side = Lado a lado
identity-fact = Dato
identity-record-a = Expediente A
identity-record-b = Expediente B
identity-agree = Comparación
identity-agree-yes = Igual
identity-agree-no = Diferente
identity-agree-missing = Falta uno
identity-not-given = No se dio
identity-given = Nombre
identity-family = Apellidos
identity-preferred = Le gusta que le llamen
identity-born = Fecha de nacimiento
identity-phone = Teléfono
identity-email = Correo electrónico
identity-street = Calle
identity-unit = Apartamento
identity-city = Ciudad
identity-zip = Código postal
identity-why = Por qué puede ser la misma persona
identity-why-text = Cada línea suma o resta puntos. Diez puntos más lo hacen unas mil veces más probable.
identity-why-key = La probabilidad calculada de que sea una sola persona es { $chance }.
identity-reason = Razón
identity-reason-given-name = Nombre
identity-reason-family-name = Apellidos
identity-reason-middle-name = Segundo nombre
identity-reason-date-of-birth = Fecha de nacimiento
identity-reason-sex = Sexo
identity-reason-identifier = Número de la persona
identity-reason-phone = Teléfono
identity-reason-e-mail = Correo electrónico
identity-reason-address = Dirección
identity-behind = Qué se comparó
identity-points = Puntos
identity-sum = Suma
identity-prior = Antes de comparar
identity-prior-note = Dos expedientes al azar rara vez son de la misma persona
identity-rarity = Qué tan raro: { $what }
identity-rare-note = Pocas personas lo tienen, así que dice más
identity-common-note = Muchas personas lo tienen, así que dice menos
identity-relative = Podría ser un familiar
identity-relative-note = Las familias comparten apellido y dirección
identity-found = Lo que hallaron quienes revisan
identity-found-note = Las decisiones sobre otros pares muestran cuán segura puede estar la computadora
identity-decide = ¿Qué opina?
identity-decide-text = Puede retirarlo después. En ningún caso se borra algo: cada organización conserva su expediente.
identity-note = Nota
identity-note-hint = Por qué decidió así. No escriba nombres aquí.
identity-error-note-long = Escriba 500 letras como máximo.
identity-conflict-decided = Este par se decidió o se devolvió mientras tanto. Vea el siguiente.
identity-done-same = Decidido: la misma persona.
identity-done-different = Decidido: dos personas.
identity-done-back = El par se devolvió.
identity-panel = También en
identity-panel-text = Estos son otros expedientes de esta persona que usted puede ver.
identity-panel-record = Expediente en { $org }
identity-panel-own = Puede ser un duplicado
identity-doubt = Es otra persona
identity-doubted = Los expedientes se están separando y alguien los revisará.

identity-emergency-link = Emergencia médica: ver lo que saben otras organizaciones
identity-emergency-end = La emergencia terminó: cerrar
identity-emergency-title = Abrir expedientes en una emergencia
identity-emergency-lede = Otras organizaciones pueden conocer a { $name }. En una emergencia médica usted puede ver lo que anotaron, sin consentimiento.
identity-emergency-for = Solo para atender una emergencia médica que ocurre ahora.
identity-emergency-seen = La persona y quienes cuidan la privacidad en esas organizaciones leen que usted miró y la razón que da.
identity-emergency-ends = Se cierra solo después de 4 horas. Puede cerrarlo antes.
identity-emergency-never = Lo que se contó sobre violencia en casa sigue cerrado.
identity-emergency-reason = ¿Cuál es la emergencia?
identity-emergency-reason-hint = Una frase, por ejemplo: se encontró inconsciente, no se sabe qué medicinas toma
identity-emergency-open = Abrir los expedientes
identity-emergency-cancel = Cancelar
identity-emergency-opened = Lo que saben otras organizaciones está abierto para usted durante 4 horas.
identity-emergency-nothing = Ninguna otra organización tiene un expediente que se pueda abrir.
identity-emergency-ended = Los expedientes están cerrados.
identity-conflict-own-hand = Usted mismo anotó, hace menos de un día, quién es esta persona. Para que nadie abra expedientes de una persona que no está aquí, los abre alguien más.
identity-emergency-somebody-else = En su organización, estas personas pueden abrir los expedientes ahora. Pida ayuda a una de ellas:
identity-emergency-nobody-else = En su organización nadie más puede abrir expedientes en una emergencia. Quien administra las cuentas puede darle la función a otra persona.
identity-emergency-call = También se le abren a usted en cuanto otra persona de su organización anote una visita o una solicitud de esta persona, o revise el expediente y lo cambie. Si nadie puede, llame al lugar donde atendieron antes a la persona.
identity-letter-emergency-own =
    Hola { $name }:

    Una persona del equipo clínico de su organización, { $org }, abrió expedientes de otras organizaciones en una emergencia médica, sin el consentimiento de la persona.

    Entre y abra el registro de accesos para ver quién fue. La razón está escrita allí junto a la persona.
identity-letter-emergency =
    Hola, { $name }:

    Personal clínico de { $org } abrió un expediente de su organización en una emergencia médica, sin el consentimiento de la persona.

    Inicie sesión y abra el registro de auditoría para ver cuál fue. La razón está anotada allí con la persona.
