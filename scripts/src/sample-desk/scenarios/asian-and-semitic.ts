/** Threads in Japanese, Chinese, Korean, Arabic, Hebrew, Hindi, Vietnamese and Thai. */
import { agent, customer, note, type Scenario } from '../scenario.ts';

export const asianAndSemitic: Scenario[] = [
  {
    locale: 'ja',
    subject: '請求書の消費税率が誤っている件について',
    says: 'お世話になっております。\n\n先月分の請求書で、消費税率が8%となっております。正しくは10%かと存じますので、ご確認のうえ再発行をお願いいたします。',
    steps: [
      agent(
        'お世話になっております。ご指摘のとおり税率の設定に誤りがございました。10%で再発行した請求書をアカウントに掲載いたしました。ご迷惑をおかけし、申し訳ございません。',
      ),
      customer('確認いたしました。迅速なご対応ありがとうございます。'),
    ],
    ends: 'closed',
  },
  {
    locale: 'ja',
    subject: 'CSVエクスポートの文字化けを直したい',
    says: 'エクスポートしたCSVをExcelで開くと文字化けします。以前は問題ありませんでした。設定で直せますでしょうか。',
    steps: [
      note('They need UTF-8 with BOM. Became an option in the last release and is off by default.'),
      agent(
        'エクスポート画面の「詳細設定」で「BOM付きUTF-8」をお選びいただくと、Excelでも正しく表示されます。一度お試しいただけますでしょうか。',
      ),
      customer('正しく表示されました。助かりました。'),
    ],
    ends: 'closed',
  },
  {
    locale: 'ja',
    subject: 'シングルサインオンの証明書更新の手順を知りたい',
    says: '来月末にIdPの証明書が切れます。業務を止めずに更新する手順をご教示いただけますでしょうか。利用者は約200名です。',
    steps: [
      agent(
        '新旧二枚の証明書を同時に登録できます。設定の「シングルサインオン」で新しい証明書を先に追加し、切り替え後に古いものを削除してください。その間、サインインは止まりません。ご不明な点はございますでしょうか。',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'ja',
    subject: '承認通知が二重に届くのですが',
    says: '昨日から、承認依頼の通知メールが同じ内容で二通届きます。実害はありませんが、念のためご報告いたします。',
    steps: [],
    ends: 'open',
    priority: 'LOW',
  },
  {
    locale: 'zh',
    subject: '导出报表时一直显示“处理中”',
    says: '您好，\n\n从昨天下午开始，导出季度报表一直停在“处理中”，等了两个小时也没有结果。我们周五要向总部提交，麻烦尽快看一下。',
    steps: [
      note(
        'Job died with the export machine. Restart is safe. Chen is always polite, do not let that put this to the end of the queue.',
      ),
      agent(
        '您好，非常抱歉。导出服务昨天下午出现故障，您的任务没有继续执行。我们已经重新启动，大约二十分钟后您会收到下载链接。',
      ),
      customer('已经收到，数据完整。谢谢你们的帮助。'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'zh',
    subject: '如何限制员工只能查看自己的发票？',
    says: '我们不希望普通员工看到其他部门的发票。请问权限应该怎么设置？',
    steps: [
      agent(
        '可以在“设置 → 角色”中新建一个角色，把“发票”的范围改为“仅本人”，再分配给相应的员工。您设置之后如果有问题，请随时告诉我们。',
      ),
      customer('设置好了，正是我们需要的效果。'),
    ],
    ends: 'closed',
  },
  {
    locale: 'zh',
    subject: '接口返回的时间比北京时间少八个小时',
    says: '接口返回的 created_at 比实际时间少八小时，例如实际是 09:30，返回的是 01:30。是不是服务器时间不对？',
    steps: [
      agent(
        '服务器时间是正确的。接口统一返回 UTC 时间，末尾的“Z”就是这个意思，加上八小时即为北京时间。请问您使用的是哪种编程语言？我们可以提供一段转换的示例代码。',
      ),
      customer('我们用的是 Java。如果有示例代码就太好了，另外想确认一下夏令时会不会有影响。'),
    ],
    ends: 'open',
  },
  {
    locale: 'zh',
    subject: '希望增加附件缩略图预览的功能',
    says: '附件很多的时候，只能一个一个点开看，比较慢。如果能有缩略图预览就方便多了。',
    steps: [agent('感谢您的建议，我们已经记录下来并转给产品团队。目前可以先用“全部下载”一次取得所有附件。')],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'ko',
    subject: '세금계산서 금액이 합계와 다릅니다',
    says: '안녕하세요.\n\n이번 달 세금계산서의 공급가액과 세액을 더하면 합계보다 1원이 적습니다. 회계팀에서 반려되어 재발행 부탁드립니다.',
    steps: [
      note('Rounding again, this time in won. Reissue by hand, takes five minutes.'),
      agent(
        '안녕하세요. 반올림 처리에 오류가 있어 1원의 차이가 발생했습니다. 수정된 세금계산서를 계정에 올려 두었습니다. 불편을 드려 죄송합니다.',
      ),
      customer('확인했습니다. 빠른 처리 감사합니다.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'ko',
    subject: '앱에서 알림을 눌러도 화면이 안 열려요',
    says: '알림을 누르면 앱이 켜지기만 하고 해당 문서로 이동하지 않습니다. 지난주 업데이트 이후부터입니다.',
    steps: [
      agent(
        '불편을 드려 죄송합니다. 같은 현상을 확인했고 수정 버전을 준비하고 있습니다. 혹시 사용하시는 기기 모델과 운영체제 버전을 알려 주실 수 있을까요?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'ko',
    subject: '퇴사자 계정 삭제 방법을 문의드립니다',
    says: '퇴사한 직원의 계정을 삭제하려고 합니다. 작성한 문서는 남겨 두고 계정만 삭제할 수 있나요?',
    steps: [
      agent(
        '네, 가능합니다. 구성원 화면에서 해당 직원을 선택하고 ‘비활성화 후 이관’을 누르시면 문서는 지정하신 담당자에게 이관되고 계정만 삭제됩니다.',
      ),
      customer('잘 처리되었습니다. 감사합니다.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'ar',
    subject: 'لا أستطيع تسجيل الدخول بعد تغيير كلمة المرور',
    says: 'السلام عليكم،\n\nغيّرت كلمة المرور هذا الصباح، ومنذ ذلك الوقت يرفض النظام الكلمة الجديدة والقديمة معًا. أرجو المساعدة لأن لدي شحنات يجب تأكيدها اليوم.',
    steps: [
      note(
        'The new password ends with a space, copied from a manager. Our form cuts it off in one place and not in the other. Bug is filed.',
      ),
      agent(
        'وعليكم السلام. يبدو أن كلمة المرور الجديدة تنتهي بمسافة فارغة. أرسلنا إليك رابطًا جديدًا لتعيين كلمة مرور أخرى، ويرجى كتابتها يدويًا هذه المرة. نعتذر عن الإزعاج.',
      ),
      customer('تم بنجاح، شكرًا جزيلًا على سرعة الرد.'),
    ],
    ends: 'closed',
    priority: 'HIGH',
  },
  {
    locale: 'ar',
    subject: 'الأرقام معكوسة في ملف PDF لفواتير الشحن',
    says: 'في ملف PDF تظهر أرقام الحاويات معكوسة، مثلًا ‎UMBU-4471203 تظهر ‎3021744-UBMU. على الشاشة كل شيء سليم.',
    steps: [
      agent(
        'شكرًا على المثال الواضح. تمكّنا من رؤية الخطأ نفسه لدينا، وهو يخص النصوص المختلطة بين العربية واللاتينية. نعمل على إصلاحه وسنكتب لك هنا فور الانتهاء.',
      ),
      note('Bidi in the PDF engine. Needs the isolate marks around each field. Two days at least.'),
      customer('شكرًا، بانتظاركم.'),
    ],
    ends: 'open',
  },
  {
    locale: 'ar',
    subject: 'طلب إضافة التقويم الهجري إلى التقارير',
    says: 'نرجو إضافة التاريخ الهجري بجانب الميلادي في التقارير الشهرية، فبعض عملائنا يعتمدون عليه.',
    steps: [agent('شكرًا على الاقتراح. أضفناه إلى قائمة الطلبات، وسنعلن في ملاحظات الإصدار عند توفره.')],
    ends: 'closed',
    priority: 'LOW',
  },
  {
    locale: 'he',
    subject: 'החשבונית יוצאת משמאל לימין במקום מימין לשמאל',
    says: 'שלום,\n\nמאז העדכון האחרון החשבוניות בעברית מיושרות לשמאל, והפיסוק קופץ לתחילת השורה. לקוחות שואלים אם זה זיוף.',
    steps: [
      note('Template lost its dir attribute in the redesign. One line. Please check the Arabic one too.'),
      agent(
        'Hello, and thank you for reporting this. The template had lost its direction in the last update. It is repaired; invoices you download from now on read from right to left again.',
      ),
      customer('מעולה, עכשיו זה נראה כמו שצריך. תודה רבה!'),
    ],
    ends: 'closed',
  },
  {
    locale: 'he',
    subject: 'אפשר לסגור הזמנות ביום שישי בצהריים?',
    says: 'המאפייה סוגרת ביום שישי בשתיים. אפשר שטופס ההזמנות ייסגר אוטומטית בשעה הזאת וייפתח שוב במוצאי שבת?',
    steps: [
      agent(
        'Hello. Yes: under Order form, Opening hours, you can set hours for each day of the week. Would you like us to enter Friday 14:00 to Saturday 20:00 for you?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'hi',
    from: 'ravi@umbrella.example',
    subject: 'जीएसटी नंबर चालान पर नहीं दिख रहा है',
    says: 'नमस्ते,\n\nपिछले दो चालानों पर हमारा जीएसटी नंबर नहीं छपा है। हमारे लेखा विभाग को इनकी ज़रूरत इसी हफ़्ते है। कृपया ठीक करके दोबारा भेज दीजिए।',
    steps: [
      agent(
        'Namaste, and thank you for your message. The number had been lost when the address was changed. It is back, and both invoices have been issued again; you find them in your account.',
      ),
      customer('दोनों चालान मिल गए, धन्यवाद।'),
    ],
    ends: 'closed',
  },
  {
    locale: 'hi',
    from: 'ravi@umbrella.example',
    subject: 'ऐप में ट्रक की लोकेशन पुरानी दिखती है',
    says: 'ड्राइवर दिल्ली पहुँच चुका है, लेकिन ऐप में वह अब भी जयपुर में दिख रहा है। पेज दोबारा खोलने पर भी वही रहता है।',
    steps: [
      note(
        'Location feed of their own devices is 6 hours behind, we only show it. Ask for the device type before saying so.',
      ),
      agent(
        'Namaste. We show the position that the device in the truck sends. Could you tell us which device is used there, and at what time it last reported? You find both under Vehicles, Details.',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'vi',
    subject: 'Không nhận được hóa đơn điện tử tháng này',
    says: 'Chào anh chị,\n\nTôi đã thanh toán từ đầu tháng nhưng đến nay vẫn chưa nhận được hóa đơn điện tử. Nhờ anh chị kiểm tra giúp.',
    steps: [
      agent(
        'Hello, and thank you for your payment. The invoice was sent to an address with a typing error. We have corrected the address and sent it again today.',
      ),
      customer('Tôi nhận được rồi, cảm ơn nhiều.'),
    ],
    ends: 'closed',
  },
  {
    locale: 'vi',
    subject: 'Ứng dụng bị treo khi mở tệp đính kèm lớn',
    says: 'Mỗi lần mở tệp trên 15 MB thì ứng dụng đứng hình, phải tắt đi mở lại. Điện thoại của tôi mới mua, bộ nhớ còn nhiều.',
    steps: [
      agent(
        'Thank you for telling us. A repair for large attachments is on its way. Could you tell us the version of the app (Menu, About), so that we can see whether you have it already?',
      ),
    ],
    ends: 'open',
  },
  {
    locale: 'th',
    subject: 'ใบเสร็จแสดงปีเป็น ค.ศ. แทนที่จะเป็น พ.ศ.',
    says: 'สวัสดีครับ\n\nใบเสร็จรับเงินแสดงปีเป็น ค.ศ. แต่ฝ่ายบัญชีต้องการปี พ.ศ. ครับ ตั้งค่าตรงไหนได้บ้างครับ',
    steps: [
      agent(
        'Hello. You can choose it under Account, Formats: set "Calendar" to Buddhist era, and receipts made from then on show that year.',
      ),
      customer('ตั้งค่าได้แล้วครับ ขอบคุณมากครับ'),
    ],
    ends: 'closed',
  },
  {
    locale: 'th',
    subject: 'ระบบช้ามากในช่วงบ่ายของทุกวัน',
    says: 'ช่วงบ่ายสองถึงบ่ายสี่ หน้าเว็บโหลดช้ามากครับ บางครั้งรอเกือบหนึ่งนาที ช่วงเช้าใช้งานได้ปกติครับ',
    steps: [
      note(
        'Same hours as the nightly batch of the other region. Capacity people have it. Tell him something by Friday.',
      ),
    ],
    ends: 'open',
  },
];
