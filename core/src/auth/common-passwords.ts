/** The commonest passwords of ten characters and more, in lower case: shorter ones are refused for their length. */
export const commonPasswords: ReadonlySet<string> = new Set(
  `
  0000000000 00000000000 000000000000 0102030405 0123456789 01234567890 0987654321 09876543210 1010101010 1029384756
  102938475610 1111111111 11111111111 111111111111 1111122222 1112223334 1122334455 112233445566 1212121212 1223334444
  123123123123 1231231231 1231231234 1234123412 123412341234 1234512345 123454321a 123456123456 1234561234 1234567890
  12345678900 12345678901 123456789010 1234567890a 1234567890q 1234567890qwertyuiop 12345678910 123456789101
  1234567891011 123456789a 123456789abc 123456789q 123456789qwe 123456789z 123456abcd 123456qwerty 12345abcde 12345qwert
  123abc123abc 123qwe123qwe 123qweasdzxc 1313131313 1357924680 147258369 1472583690 147852369 1478523690 1515151515
  1597534862 159753456 1598753 1a2b3c4d5e 1password1 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i
  1qaz1qaz1qaz 1qaz2wsx3e 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc 2020202020 2222222222 3333333333 4444444444
  5555555555 6666666666 7777777777 8888888888 9876543210 98765432100 987654321a 9999999999 99999999999
  a123456789 a1b2c3d4e5 a1s2d3f4g5 aa12345678 aa123456789 aaaaaaaaaa abc1234567 abc123456789 abc123abc123 abcd123456
  abcd1234abcd abcde12345 abcdefghij abcdefghijk abcdefghijklmnopqrstuvwxyz admin12345 admin123456 adminadmin
  administrator alexander1 alexandra1 america123 asdasdasdasd asdf123456 asdfasdfasdf asdfghjkl1 asdfghjkl123
  asdfghjkl; asdfghjklqwertyuiop australia1 azerty1234 azerty12345 azertyuiop azertyuiop123 barcelona1 basketball
  basketball1 beautiful1 birthday123 blackberry bonjour123 butterfly1 california california1 changeme12 changeme123
  changemenow charlie123 chocolate1 christian1 christopher cinderella computer12 computer123 coronavirus default123
  dragon1234 elizabeth1 england123 enterprise facebook123 football10 football12 football123 fuckyou123 gfhjkm1234
  hallo12345 hello12345 hello123456 hellohello helloworld helloworld1 iloveyou11 iloveyou12 iloveyou123 iloveyou1234
  iloveyou22 iloveyou77 iloveyou99 iloveyousomuch internet12 internet123 jennifer12 jennifer123 jesuschrist juventus123
  letmein123 letmein1234 letmeinnow lifeisgood liverpool1 liverpool123 llllllllll loveyou123 lovelovelove
  manchester manchester1 manchesterunited marseille13 maryjane123 master1234 master12345 metallica1 michael123
  michelle123 microsoft1 minecraft1 minecraft123 monkey1234 monkey12345 motdepasse motdepasse1 motdepasse123
  mypassword mypassword1 nintendo64 p@55w0rd123 p@ssw0rd12 p@ssw0rd123 p@ssw0rd1234 p@ssword123 p4ssw0rd123
  pa$$w0rd123 parola1234 pass123456 pass1234567 pass12345678 passpasspass passw0rd12 passw0rd123 passw0rd1234
  password00 password01 password02 password10 password11 password12 password123 password1234 password12345
  password123456 password13 password21 password22 password69 password77 password88 password99 password@1
  password@123 password! password!1 password!23 password1! password123! passwordpassword passwort12 passwort123
  passwort1234 pokemon123 porsche911 princess12 princess123 q1w2e3r4t5 q1w2e3r4t5y6 q1w2e3r4t5y6u7 qazwsx1234
  qazwsx12345 qazwsxedc1 qazwsxedc123 qazwsxedcrfv qqqqqqqqqq qweasdzxc1 qweasdzxc123 qwer123456 qwer1234qwer
  qwerasdfzxcv qwert12345 qwert123456 qwerty1234 qwerty12345 qwerty123456 qwerty1234567 qwerty123456789 qwertyqwerty
  qwertyui123 qwertyuiop qwertyuiop1 qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdfghjkl qwertz1234
  qwertz12345 qwertzuiop realmadrid realmadrid1 rockandroll samsung123 sandra1234 scooby-doo secret1234 secret12345
  september1 shadow1234 skateboard sonnenschein spiderman1 starwars12 starwars123 strawberry summer2023 summer2024
  summer2025 summer2026 sunshine12 sunshine123 superman12 superman123 superstar1 teamomucho test123456 test1234567
  testtest12 testtesttest thomas1234 timberlake tinkerbell trustno123 universe123 valentina1 vfrcbv1234 volleyball
  wachtwoord wachtwoord1 welcome123 welcome1234 welcome12345 welcome2023 welcome2024 welcome2025 welcome2026
  whatever12 whatever123 willkommen winter2023 winter2024 winter2025 winter2026 worldcup2026 wwwwwwwwww xxxxxxxxxx
  yourpassword zaq12wsxcde3 zaq1zaq1zaq1 zaqxswcde123 zxcvbnm123 zxcvbnm1234 zxcvbnm12345 zxcvbnmasd zzzzzzzzzz
  contrasena1 contraseña contraseña1 contraseña123 teamo12345 ciaociao123 passwordsegreta
  `
    .trim()
    .split(/\s+/),
);
