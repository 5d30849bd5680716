# Junto a un sistema, en la lista de sistemas conectados.
subscriptions-none = No recibe avisos de cambios
subscriptions-status-requested = Recibirá avisos de cambios
subscriptions-status-active = Recibe avisos de cambios
subscriptions-status-error = No se le pudo avisar
subscriptions-status-off = No recibe avisos de cambios
subscriptions-open = Cambios
subscriptions-open-about = ¿Recibe { $name } avisos de cambios?

# Su propia página.
subscriptions-title = Avisar a { $name } de los cambios
subscriptions-lead = Cuando algo cambia en lo que su organización puede ver de una persona, llamamos a su sistema. El mensaje lleva un número y nada más. Después su sistema lee lo que puede, con su propia clave.
subscriptions-now = Ahora
subscriptions-last = { $n ->
    [0] Saludado el { $when }. Nada ha cambiado desde entonces.
    [one] Avisado de un cambio. La última vez, el { $when }.
   *[other] Avisado de { $n } cambios. La última vez, el { $when }.
}
subscriptions-never = Todavía no se le ha alcanzado. Lo intentamos en segundos, y de nuevo durante un día y medio.
subscriptions-failed = La última llamada falló:
subscriptions-failed-next = Dejamos de llamar. Lo que ha cambiado desde entonces no se avisa después: cuando se le avise de nuevo, haga que su sistema vuelva a leer lo que guarda.
subscriptions-again = Avisarle de nuevo
subscriptions-end = No avisarle más
subscriptions-ask = ¿A dónde llamamos?
subscriptions-other = Llamar a otra dirección
subscriptions-endpoint = Dirección de su sistema
subscriptions-endpoint-hint = Empieza con https://. Este servidor puede llamar a: { $hosts }
subscriptions-bearer = Lo que su sistema pide que se le muestre
subscriptions-bearer-hint = Lo enviamos en cada llamada como un «bearer token», para que su sistema nos reconozca. Lo guardamos sellado y no lo mostramos otra vez.
subscriptions-ask-button = Avisarle de los cambios
subscriptions-no-hosts = Este servidor todavía no puede llamar a ningún otro sistema. Quien lo administra apunta a qué direcciones puede llamar: el ajuste webhook_hosts.
subscriptions-back = Volver a los sistemas conectados
subscriptions-asked = Su sistema recibirá un saludo en unos segundos.
subscriptions-ended = Ya no se avisa a su sistema.

subscriptions-error-endpoint = Este servidor no puede llamar a esa dirección. Revise cómo está escrita, y que esté en la lista junto al campo.
subscriptions-error-confidential = De las personas de una organización confidencial no se avisa a ningún sistema, así que no hay nada que avisarle.
subscriptions-error-bearer = Use letras, números y signos sin espacios, 2,000 como máximo.
