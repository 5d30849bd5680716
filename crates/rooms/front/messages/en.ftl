# The front room: pages that need no account. Keys start with front-.

front-nav-home = Home
front-nav-privacy = Privacy
front-nav-display = Display and language

front-home-page = Home
front-home-title = Find help near you
front-home-what = { $partnership } helps you find food, a ride, a place to live and other help close to home.
front-home-find = What do you need?
front-home-search = Search for help
front-home-q = Or say it in your own words
front-home-q-hint = For example: diapers, rent, a ride to the doctor
front-home-search-go = Search
front-home-ways = More ways to get help
front-home-track = Track my request
front-home-track-text = Did you ask for help? See where it stands with your code. You need no account.
front-home-track-go = Track my request
front-home-phone = Ask for help by phone
front-home-phone-text = Would you rather talk to a person? Call us. We can look for help with you.
front-home-phone-211 = Would you rather talk to a person? Call 211. They know about help near you, day and night.
front-home-phone-go = Call { $phone }
front-home-how = How it works
front-home-how-1 = Say what you need
front-home-how-1-text = Pick a picture or search. You do not have to tell us who you are.
front-home-how-2 = Pick who can help
front-home-how-2-text = See what is open, how far it is, and if there is room. Call them, or ask them to call you.
front-home-how-3 = Tell us if it worked
front-home-how-3-text = We check that somebody answers you. If nobody can help, we work on that together.
front-home-partners = Who we are
front-home-quilt = { $n ->
    [one] One group works on this now.
   *[other] { $n } groups from { $kinds ->
        [one] one part
       *[other] { $kinds } parts
      } of community life work on this together.
  }
front-home-patch = The quilt at the top of the page has one patch for each group.
front-home-privacy = You choose who sees what you tell us.
front-home-privacy-go = Read how we keep it private

front-menu-title = Menu
front-menu-lede = Every page you can use, in one list.
front-menu-work = Your work
front-menu-everyone = For everyone
front-menu-settings = Settings
front-menu-staff = For people who work with us
front-menu-staff-text = Sign in to answer requests or to help someone.
front-menu-sign-in = Sign in
front-menu-sign-out = Sign out

front-privacy-title = Privacy in plain words
front-privacy-key = You decide who sees what you tell us. You can say no and still get help. You can change your mind at any time.
front-privacy-danger = Is somebody hurting you?
front-privacy-danger-text = If you are in danger now, call 911. What you tell a safety group stays with that group. It is never on a list here, and never in a count.
front-privacy-danger-call = Call 911
front-privacy-open = You can look for help without telling us who you are
front-privacy-open-1 = You need no account and no name to search.
front-privacy-open-2 = We do not use ads, and we do not follow you to other sites.
front-privacy-open-3 = This site keeps one small note in your browser if you change the language or the size of the text. Staff who sign in get one more.
front-privacy-never = What we never ask
front-privacy-never-1 = We never ask about papers or immigration. There is no place in this system to write it down.
front-privacy-never-2 = A form from another place may hold such an answer. We drop it before we save the form.
front-privacy-never-3 = We never sell what you tell us.
front-privacy-kept = What we keep if you ask for help
front-privacy-kept-1 = Your name, how to reach you, and what you need.
front-privacy-kept-2 = How it is safe to reach you. For example: no text messages, or no voice mail.
front-privacy-kept-3 = Who helped you, and if it worked. You can skip any question.
front-privacy-who = Who can see it
front-privacy-who-1 = The group you told it to. There, only people whose job it is to help you can see it.
front-privacy-who-2 = Any other group only if you say yes to that group by name. Your yes has an end date.
front-privacy-who-3 = If you do not say yes, we can still ask for help for you without your name.
front-privacy-who-4 = Each time somebody opens your record, we write down who it was. You can ask to see that list.
front-privacy-extra = Some things are locked more tightly
front-privacy-extra-1 = Mental health, alcohol and drugs, HIV, and school records: nobody else sees them unless you say yes to that very thing.
front-privacy-extra-2 = Safety at home: the group that helps you keeps it. It does not leave that group.
front-privacy-extra-3 = The subject of our emails and texts never says what help you asked for.
front-privacy-back = How to take your yes back
front-privacy-back-1 = Open your private link and choose “My sharing choices”. Or ask any of the groups that help you.
front-privacy-back-2 = You do not have to say why.
front-privacy-back-3 = It counts at once: the next time they look, they see nothing.
front-privacy-back-4 = A group that has already started to help you keeps its own notes of that help.
front-privacy-counts = How we count
front-privacy-counts-1 = We count how many people asked for help and how many got it. A count has no names.
front-privacy-counts-2 = We show no count of 10 or less to others. That way nobody can guess who it is.
front-privacy-call = Questions?
front-privacy-call-text = You can ask us to show, correct or explain what we keep about you.
front-privacy-call-who = You can also ask the group that you talked to. Each group has a person who looks after privacy.

front-display-title = Display and language
front-display-offer = You are reading this page in English. Do you want English on every page?
front-display-offer-go = Yes, use English
front-display-offer-no = No, go back
front-display-lang = Language
front-display-size = Size of the text
front-display-size-device = Normal
front-display-size-large = Larger
front-display-theme = Light or dark
front-display-theme-device = Like my phone or computer
front-display-theme-light = Light
front-display-theme-dark = Dark
front-display-contrast = Contrast
front-display-contrast-hint = Strong contrast shows yellow words on black.
front-display-contrast-device = Like my phone or computer
front-display-contrast-more = Strong contrast
front-display-keys = Keyboard shortcuts
front-display-keys-hint = Turn them off if you use voice control or if single keys get in your way.
front-display-keys-device = On
front-display-keys-off = Off
front-display-save = Save
front-display-cookie = We keep these choices in this browser only.
front-display-saved = Saved. Every page now looks the way you chose.
