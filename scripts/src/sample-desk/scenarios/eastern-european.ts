/** Polish, Czech, Russian, Turkish and Greek threads. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const easternEuropean: Scenario[] = [
  {
    locale: 'pl',
    subject: 'Błędna stawka VAT na fakturze korygującej',
    says: 'Dzień dobry,\n\nna fakturze korygującej jest stawka 8 % zamiast 23 %. Proszę o ponowne wystawienie, bo księgowość nie może jej przyjąć.',
    steps: [
      agent(
        'Dzień dobry, dziękujemy za zgłoszenie. Faktura korygująca ze stawką 23 % jest już na Państwa koncie. Przepraszamy za pomyłkę.',
      ),
      customer('Otrzymałam, wszystko się zgadza. Dziękuję.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'pl',
    subject: 'Nie mogę zmienić hasła, link wygasł',
    says: 'Link do zmiany hasła pokazuje, że wygasł, choć kliknęłam od razu po otrzymaniu maila.',
    steps: [
      note('Mail was delayed by 70 minutes at their provider, link lives 60. Not our delay.'),
      agent(
        'Z naszych danych wynika, że wiadomość dotarła do Państwa z opóźnieniem ponad godziny, a link jest ważny 60 minut. Wysłaliśmy nowy, ważny wyjątkowo przez dobę.',
      ),
      customer('Teraz się udało, dziękuję!'),
    ],
    ends: 'closed',
  },
  {
    locale: 'pl',
    subject: 'Import kontrahentów pomija polskie znaki',
    says: 'Po imporcie pliku CSV zamiast „Żółć i Synowie” mam „?ó?? i Synowie”. Plik zapisałam z Excela.',
    steps: [
      agent(
        'Excel zapisuje domyślnie w kodowaniu Windows-1250. Proszę zapisać plik jako „CSV UTF-8” albo w oknie importu wybrać „Kodowanie: Windows-1250”. Czy to pomogło?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'pl',
    subject: 'Prośba o wydłużenie okresu próbnego',
    says: 'Testujemy system od dwóch tygodni, ale przez urlopy nie zdążyliśmy wszystkiego sprawdzić. Czy można przedłużyć okres próbny o tydzień?',
    steps: [
      note('Give them two weeks. They compare us with a competitor and the comparison goes well.'),
      agent(
        'Oczywiście. Przedłużyliśmy okres próbny o dwa tygodnie. Powodzenia w testach, a w razie pytań jesteśmy do dyspozycji.',
      ),
      customer('Bardzo dziękuję, miła niespodzianka.'),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'cs',
    subject: 'Platba kartou se strhla, ale předplatné neběží',
    says: 'Dobrý den,\n\nvčera jsem zaplatila roční předplatné, peníze z účtu odešly, ale aplikace pořád píše, že mi zkušební doba skončila.',
    steps: [
      note(
        'Payment is there, the plan was not switched because the mail address had a capital letter. Switched by hand.',
      ),
      agent(
        'Hello, and thank you for your payment, which did arrive. Your plan had not been switched on because of a fault on our side. It runs now, and we have added the lost day at the end.',
      ),
      customer('Děkuji, už to funguje.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'cs',
    subject: 'Tisk štítků: chybí diakritika a čárový kód',
    says: 'Na štítcích se místo „Příbram“ tiskne „P íbram“ a čárový kód chybí úplně. Na obrazovce je všechno v pořádku.',
    steps: [
      agent(
        'Hello. Both point to the font of the label template. Could you open Templates, Labels, choose the font "Standard", print one label, and tell us whether the bar code is back?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'ru',
    subject: 'Вебхуки приходят с задержкой в несколько часов',
    says: 'Здравствуйте!\n\nСо вчерашнего дня события доходят до нас с опозданием на три-четыре часа. Раньше приходили за секунды. На нашей стороне ничего не меняли.',
    steps: [
      note(
        'Queue of the events worker was stuck behind one customer with 2 million events. Separate queues are planned, no date. Do not name the customer.',
      ),
      agent(
        'Здравствуйте! Вы правы, очередь событий вчера сильно выросла. Сейчас она разобрана, задержка снова составляет несколько секунд. Приносим извинения за неудобства.',
      ),
      customer('Подтверждаю, всё приходит вовремя. Спасибо.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'ru',
    subject: 'Как передать права владельца аккаунта?',
    says: 'Наш директор ушёл, владельцем аккаунта по-прежнему числится он. Как переоформить аккаунт на нового директора?',
    steps: [
      agent(
        'Для этого нам нужно письмо на бланке компании, подписанное уполномоченным лицом, с именем и адресом нового владельца. После получения мы всё изменим в тот же день.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'ru',
    subject: 'Кириллица в названиях файлов превращается в вопросы',
    says: 'При скачивании архива файл «Счёт за услуги.pdf» получает имя «???? ?? ??????.pdf». В браузере название отображается правильно.',
    steps: [
      agent(
        'Спасибо, мы воспроизвели ошибку: имена в архиве записывались без указания кодировки. Исправление уже работает, попробуйте, пожалуйста, скачать архив ещё раз.',
      ),
      customer('Скачал, теперь имена нормальные.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'ru',
    subject: 'Не работает поиск по номеру договора',
    says: 'Поиск по номеру «17/04-Б» ничего не находит, хотя документ точно есть. По названию находит.',
    steps: [],
    ends: 'open',
  },
  {
    locale: 'tr',
    subject: 'Fatura PDF’inde Türkçe karakterler bozuk çıkıyor',
    says: 'Merhaba,\n\nPDF olarak indirdiğimiz faturalarda “ş”, “ğ” ve “İ” harfleri kutu olarak görünüyor. Ekranda sorun yok. Müşterilerimize bu şekilde gönderemiyoruz.',
    steps: [
      note('Font subset again. Same as the French one. Somebody please put this into the tests.'),
      agent(
        'Merhaba, bildirdiğiniz için teşekkür ederiz. Şablonunuzdaki yazı tipinde bu harfler yoktu. Yazı tipini değiştirdik, faturaları yeniden indirdiğinizde düzgün görünecektir.',
      ),
      customer('Evet, düzelmiş. Elinize sağlık.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'tr',
    from: 'zeynep@starkbakery.example',
    subject: 'Sipariş formunda simit adedi 99’u geçmiyor',
    says: 'Günaydın, sipariş formuna 99’dan fazla adet yazamıyoruz. Cumartesi günleri 250 simit sipariş eden müşterimiz var, üç ayrı satır yazmak zorunda kalıyoruz.',
    steps: [
      agent('Günaydın! Adet sınırını 999’a çıkardık, sayfayı yenilemeniz yeterli. 250 simide afiyet olsun.'),
      customer('Harika, oldu. Beklerim bir çaya.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'tr',
    subject: 'İki adımlı doğrulama kodu gelmiyor',
    says: 'Telefonuma doğrulama kodu gelmiyor. Dün akşama kadar geliyordu. Hattımda bir sorun yok, diğer mesajlar geliyor.',
    steps: [
      agent(
        'Dün akşam mesaj gönderen sağlayıcıda bir aksama oldu ve şu an düzelmiş görünüyor. Tekrar dener misiniz? Gelmezse giriş ekranında “E-posta ile gönder” seçeneğini kullanabilirsiniz.',
      ),
      customer(
        'Tekrar denedim, yine gelmedi. E-posta ile girebiliyorum ama sahada e-postama her zaman bakamıyorum.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'tr',
    subject: 'Teklif: mobil uygulamada koyu tema',
    says: 'Gece vardiyasında çalışanlar için koyu tema çok iyi olurdu. Göz yorgunluğu ciddi bir konu.',
    steps: [
      agent(
        'Öneriniz için teşekkürler, listeye ekledik. Bu konuda yalnız değilsiniz, koyu tema üzerinde çalışılıyor.',
      ),
    ],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'el',
    subject: 'Δεν μπορώ να κατεβάσω την απόδειξη πληρωμής',
    says: 'Καλημέρα σας,\n\nόταν πατάω «Λήψη απόδειξης» ανοίγει μια λευκή σελίδα. Τη χρειάζομαι για τον λογιστή μου μέχρι το τέλος της εβδομάδας.',
    steps: [
      agent(
        'Good morning. The receipt was blocked by the pop-up protection of your browser, because our page opens it in a new window. We have sent it to your mailbox as well, so that your accountant has it today.',
      ),
      customer('Το έλαβα, ευχαριστώ πολύ για την άμεση εξυπηρέτηση.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'el',
    subject: 'Αλλαγή ΑΦΜ μετά από μετατροπή σε εταιρεία',
    says: 'Από ατομική επιχείρηση έγινα μονοπρόσωπη εταιρεία και άλλαξε το ΑΦΜ μου. Πρέπει να ανοίξω νέο λογαριασμό ή αλλάζει στον υπάρχοντα;',
    steps: [
      note(
        'New tax number means new debtor. Keep the account, new contract page. Ask sales for the Greek version.',
      ),
      agent(
        'Thank you for asking beforehand. You can keep your account. As the company is a new party, we need one signed page, which our colleagues will send to you this week.',
      ),
    ],
    ends: 'open',
  },
];
