## La cadena desde una carencia hasta lo que salió de ella
spine-title = La historia completa
spine-before = De dónde viene esto
spine-after = Qué salió de esto
spine-kind-gap = Carencia
spine-kind-meeting = Reunión
spine-kind-conversation = Conversación abierta
spine-kind-proposal = Propuesta
spine-kind-vote = Votación de la comunidad
spine-kind-decision = Decisión
spine-kind-agreement = Acuerdo
spine-kind-commitment = Compromiso
spine-kind-grant = Dinero otorgado
spine-kind-capacity = Más lugares
spine-kind-outcome = Resultado
spine-kind-story = Historia
spine-conflict-circle = Así algo sería su propia causa. No se cambió nada.
