/** A small desk, what is asked of it, and what must be found: the same on every engine. */
import type { BuiltAgent, BuiltContact, World } from '../../testing/index.ts';
import { forgetCatalogue } from '../catalogue.ts';

const desksOwn = [
  { key: 'plan', type: 'SELECT', options: ['Basic', 'Pro', 'Team plus'] },
  { key: 'seats', type: 'NUMBER', options: [] },
  { key: 'due', type: 'DATE', options: [] },
  { key: 'vip', type: 'YES_NO', options: [] },
  { key: 'parts_of-2', type: 'MULTI_SELECT', options: ['Web', 'App', 'Print'] },
  { key: 'ref', type: 'TEXT', options: [] },
];

const valuesOf: Record<number, Record<string, string | number | boolean | string[]>> = {
  1: { plan: 'Pro', seats: 10, due: '2026-11-03', vip: true, 'parts_of-2': ['Web', 'App'], ref: 'Æ-17 Ö' },
  2: { plan: 'Basic', seats: 2.5, due: '2026-12-01', vip: false, 'parts_of-2': ['Print'] },
  3: { plan: 'Team plus', seats: -3 },
};

/** Properties of each type, and values on all tickets but the last. */
async function setProperties(world: World, ada: BuiltAgent): Promise<void> {
  await world.inTransaction(async ({ core, tx, now }) => {
    for (const [place, property] of desksOwn.entries()) {
      const id = core.ids.next('property');
      const createdAt = new Date(now.getTime() + place);
      await tx.property.create({ data: { ...property, id, label: property.key, createdAt } });
    }
  });
  // Made past the procedures, which would have said so.
  forgetCatalogue(world.core);
  const agent = await world.as(ada);
  for (const [ticket, values] of Object.entries(valuesOf)) {
    const each = Object.entries(values).map(([key, value]) => ({ key, value }));
    const number = Number(ticket);
    const { lastActivityAt } = await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } });
    await agent.tickets.setProperty.mutate({ ticket: number, values: each });
    // Setting them is activity of this moment, and the queries about times are about the tickets' own.
    await world.inTransaction(({ tx }) => tx.ticket.update({ where: { number }, data: { lastActivityAt } }));
  }
}

const snoozed = [3];

const tagsOf: Record<number, string[]> = { 1: ['billing', 'vip'], 3: ['refund', 'größe'] };

async function setTagsAndSnooze(world: World, ada: BuiltAgent): Promise<void> {
  const agent = await world.as(ada);
  for (const [ticket, add] of Object.entries(tagsOf)) {
    const number = Number(ticket);
    const { lastActivityAt } = await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } });
    await agent.tickets.tag.mutate({ ticket: number, add });
    if (snoozed.includes(number)) await agent.tickets.snooze.mutate({ ticket: number, until: null });
    await world.inTransaction(({ tx }) => tx.ticket.update({ where: { number }, data: { lastActivityAt } }));
  }
}

/** Somebody else on a ticket, as if they had always been there. */
async function putOn(world: World, ada: BuiltAgent, { number, email }: { number: number; email: string }) {
  const { lastActivityAt } = await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } });
  const agent = await world.as(ada);
  await agent.tickets.changeContacts.mutate({ ticket: number, add: [email] });
  await world.inTransaction(({ tx }) => tx.ticket.update({ where: { number }, data: { lastActivityAt } }));
}

/** Four tickets, 1 to 4, that differ in everything that can be asked for. Answers the agent who asks. */
export async function queryDesk(world: World): Promise<BuiltAgent> {
  const acme = await world.organization({ name: 'Acme' });
  const oresund = await world.organization({ name: 'Øresund Ærø ApS' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', organization: acme });
  const omer = await world.contact({ name: 'Ömer Yıldız', email: 'omer@sub.acme.example' });
  const freja = await world.contact({ name: 'Freja', email: 'freja@oresund.example', organization: oresund });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo Lindqvist', email: 'bo_l@postern.example' });
  const at = (text: string) => new Date(text);
  await world.ticket({
    number: 1,
    from: maria,
    subject: 'Invoice 2231 shows the wrong VAT',
    at: at('2026-10-20T08:00:00Z'),
    priority: 'HIGH',
    uploads: [await world.upload(maria, { name: 'invoice.txt', content: 'Invoice 2231' })],
    turns: [
      { from: ada, says: 'We look into it.', at: at('2026-10-21T08:00:00Z') },
      { from: ada, assignsTo: ada, at: at('2026-10-21T09:00:00Z') },
    ],
  });
  await world.ticket({
    number: 2,
    from: omer,
    subject: 'Crème brûlée recipe',
    at: at('2026-11-01T00:00:00Z'),
    priority: 'URGENT',
    turns: [
      { from: bo, assignsTo: bo, at: at('2026-11-01T10:00:00Z') },
      { from: bo, closes: true, at: at('2026-11-02T23:59:59.999Z') },
    ],
  });
  await world.ticket({
    number: 3,
    from: freja,
    subject: 'Where is my parcel',
    says: 'It was sent on Monday',
    at: at('2026-11-03T07:00:00Z'),
    priority: 'LOW',
    turns: [{ from: bo, notes: 'Parcel is lost: zebracanary', at: at('2026-11-03T07:30:00Z') }],
  });
  await world.ticket({
    number: 4,
    from: maria,
    subject: 'Server move',
    at: at('2026-11-03T09:00:00Z'),
    inboxId: world.internalInboxId,
  });
  await putOn(world, ada, { number: 4, email: omer.email });
  await setProperties(world, ada);
  await setTagsAndSnooze(world, ada);
  return ada;
}

export const goldenQueries: [query: string, found: number[]][] = [
  ['', [1, 2, 3, 4]],
  ['is:open', [1, 3, 4]],
  ['is:closed', [2]],
  ['has:attachment', [1]],
  ['-has:attachment', [2, 3, 4]],
  ['has:note', [3]],
  ['is:draft', []],
  ['is:unread', []],
  ['-is:unread', [1, 2, 3, 4]],
  ['is:open,closed', [1, 2, 3, 4]],
  ['is:snoozed', [3]],
  ['is:open -is:snoozed', [1, 4]],
  ['-is:snoozed', [1, 2, 4]],
  ['is:unassigned', [3, 4]],
  ['is:mine', [1]],
  ['assignee:me', [1]],
  ['assignee:none', [3, 4]],
  ['assignee:any', [1, 2]],
  ['assignee:ada', [1]],
  ['assignee:ada@postern.example', [1]],
  ['assignee:"Bo Lindqvist"', [2]],
  ['assignee:bo_l', [2]],
  ['assignee:boxl', []],
  ['assignee:%', []],
  ['assignee:me,none', [1, 3, 4]],
  ['-assignee:ada', [2, 3, 4]],
  ['-assignee:me', [2, 3, 4]],
  ['-is:mine', [2, 3, 4]],
  ['from:maria@acme.example', [1, 4]],
  ['from:MARIA@ACME.EXAMPLE', [1, 4]],
  ['from:"maria lópez"', [1, 4]],
  ['from:@acme.example', [1, 4]],
  ['from:@Acme.Example', [1, 4]],
  ['from:@acm_.example', []],
  ['requester:freja', [3]],
  ['from:"Ömer Yıldız"', [2]],
  ['from:"ömer yıldız"', [2]],
  ['cc:omer@sub.acme.example', [4]],
  ['cc:@sub.acme.example,@nowhere.example', [4]],
  ['cc:"Maria López"', []],
  ['organization:Acme', [1, 4]],
  ['organization:acme', [1, 4]],
  ['company:ACME', [1, 4]],
  ['org:none', [2]],
  ['-organization:Acme', [2, 3]],
  ['-organization:Nobody', [1, 2, 3, 4]],
  ['organization:"Øresund Ærø ApS"', [3]],
  ['organization:"øresund ærø aps"', [3]],
  ['organization:"ØRESUND ÆRØ APS"', [3]],
  ['pipeline:Support', [1, 2, 3]],
  ['pipeline:support', [1, 2, 3]],
  ['-pipeline:Support', [4]],
  ['pipeline:Support,Internal', [1, 2, 3, 4]],
  ['stage:New', [3, 4]],
  ['stage:"Waiting on customer"', [1]],
  ['stage:"waiting on CUSTOMER",closed', [1, 2]],
  ['inbox:Internal', [4]],
  ['channel:portal', [1, 2, 3, 4]],
  ['channel:EMAIL,slack', []],
  ['-channel:portal', []],
  ['priority:high', [1]],
  ['priority:HIGH,low', [1, 3]],
  ['priority:>=high', [1, 2]],
  ['priority:>high', [2]],
  ['priority:<normal', [3]],
  ['priority:<=normal', [3, 4]],
  ['priority:>urgent', []],
  ['priority:<low', []],
  ['priority:low..high', [1, 3, 4]],
  ['priority:urgent..low', []],
  ['tag:billing', [1]],
  ['tag:Billing,REFUND', [1, 3]],
  ['tag:billing tag:vip', [1]],
  ['tag:billing tag:refund', []],
  ['tag:größe', [3]],
  ['tag:bill', []],
  ['tag:%', []],
  ['tag:none', [2, 4]],
  ['tag:any', [1, 3]],
  ['-tag:any', [2, 4]],
  ['-tag:none', [1, 3]],
  ['-tag:billing', [2, 3, 4]],
  ['-tag:billing,refund', [2, 4]],
  ['tag:vip OR is:closed', [1, 2]],
  ['number:2', [2]],
  ['number:#2', [2]],
  ['number:2,3', [2, 3]],
  ['number:999999999', []],
  ['created:2026-11-01', [2]],
  ['created:2026-10-20..2026-11-01', [1, 2]],
  ['created:2026-11-01..2026-10-20', []],
  ['created:>2026-11-01', [3, 4]],
  ['created:>=2026-11-01', [2, 3, 4]],
  ['created:<2026-11-01', [1]],
  ['created:<=2026-11-01', [1, 2]],
  ['created:today', [3, 4]],
  ['created:sunday', [2]],
  ['created:tuesday', [3, 4]],
  ['updated:yesterday', [2]],
  ['updated:monday', [2]],
  ['updated:2h', [3, 4]],
  ['updated:30m', [4]],
  ['closed:2026-11-02', [2]],
  ['closed:<2026-11-02', []],
  ['-closed:<2026-11-02', [1, 2, 3, 4]],
  ['older:2d', [1]],
  ['older:1w', [1]],
  ['newer:2d', [2, 3, 4]],
  ['newer:2026-11-03', [3, 4]],
  ['newer:9999w', [1, 2, 3, 4]],
  ['1', [1]],
  ['#3', [3]],
  ['invoice', [1]],
  ['"wrong VAT"', [1]],
  ['"VAT wrong"', []],
  ['creme', [2]],
  ['BRÛLÉE', [2]],
  ['parc', [3]],
  ['zebracanary', [3]],
  ['monday', [3]],
  ['subject:parcel', [3]],
  ['in:subject "wrong VAT"', [1]],
  ['subject:"VAT wrong",server', [4]],
  ['in:subject lost', []],
  ['message:monday', [3]],
  ['in:messages parcel', []],
  ['note:"parcel is lost"', [3]],
  ['in:notes invoice', []],
  ['-in:notes lost', [1, 2, 4]],
  ['in:notes zebracanary OR in:subject invoice', [1, 3]],
  ['-invoice', [2, 3, 4]],
  ['parcel OR invoice', [1, 3]],
  ['is:open (parcel OR invoice)', [1, 3]],
  ['is:open -(parcel OR invoice)', [4]],
  ['is:closed OR pipeline:Internal', [2, 4]],
  ['is:open pipeline:Support OR is:closed', [1, 2, 3]],
  ['--is:open', [1, 3, 4]],
  ['is:open sort:number', [1, 3, 4]],
  ['property.plan:pro', [1]],
  ['PROPERTY.Plan:PRO,basic', [1, 2]],
  ['property.plan:"team plus"', [3]],
  ['property.plan:none', [4]],
  ['property.plan:any', [1, 2, 3]],
  ['-property.plan:pro', [2, 3, 4]],
  ['property.seats:10', [1]],
  ['property.seats:2.5', [2]],
  ['property.seats:>=2.5', [1, 2]],
  ['property.seats:>2.5', [1]],
  ['property.seats:<0', [3]],
  ['property.seats:<=-3', [3]],
  ['property.seats:-5..3', [2, 3]],
  ['property.seats:none', [4]],
  ['property.due:2026-11-03', [1]],
  ['property.due:today', [1]],
  ['property.due:2026-11-01..2026-11-30', [1]],
  ['property.due:>2026-11-03', [2]],
  ['property.due:>=2026-11-03', [1, 2]],
  ['property.due:<2026-11-04', [1]],
  ['property.due:none', [3, 4]],
  ['property.vip:yes', [1]],
  ['property.vip:no', [2]],
  ['property.vip:none', [3, 4]],
  ['property.parts_of-2:web', [1]],
  ['property.parts_of-2:web,print', [1, 2]],
  ['property.parts_of-2:web property.parts_of-2:app', [1]],
  ['property.parts_of-2:web property.parts_of-2:print', []],
  ['property.ref:"æ-17 ö"', [1]],
  ['property.ref:17', []],
  ['property.plan:pro OR property.seats:<0', [1, 3]],
];

/** Attempts to reach past the query language into the database. */
export const hostileQueries: [query: string][] = [
  ["'; DROP TABLE Ticket; --"],
  ['" OR 1=1 --'],
  ["assignee:\"x' OR '1'='1\""],
  ['organization:"\'; DELETE FROM Note; --"'],
  ['from:"@%"'],
  ['from:"@\\%"'],
  ['AND NOT NEAR( "a" b*'],
  ['words:x'.replace('words', 'stage')],
  ['NEAR(zebra canary, 2)'],
  ['zebra* OR canary^2'],
  ['TicketSearch : x'],
  ['{words} : parcel'],
  ['"unfinished'],
  ['\\'],
  ["'"],
  ['\u0000'],
  ['\ud800'],
  ['\u3099'],
  ['ﷺ 𝕏 🙂 \u200b'],
];

export const searchTexts: [subject: string, body: string][] = [
  ['Crème brûlée', 'Der Grüße-Text an die Straße, naïve façade'],
  ['請求書の件', 'パスワードを忘れました。サーバーは京都にあります'],
  ['登录问题', '我无法登录门户网站，请帮忙'],
  ['ลงชื่อเข้าใช้ไม่ได้', 'รหัสผ่านของฉันไม่ถูกต้อง'],
  ['로그인 문제', '비밀번호를 잊어버렸습니다'],
  ['Не могу войти', 'Ёлка и пароль'],
  ['تسجيل الدخول', 'نسيت كلمة المرور'],
  ['İstanbul IŞIK', 'Çözüm ĳsvrij'],
  ['Order A-1042/b', 'snake_case C++ 50% off, e-mail: x@y.example'],
  ['ｆｕｌｌ ｗｉｄｔｈ', 'ｶﾞｷﾞｸﾞ ①②'],
];

/** One ticket a text, each with a note that no customer may find. */
export async function searchDesk(world: World): Promise<{ maria: BuiltContact; ada: BuiltAgent }> {
  const maria = await world.contact();
  const ada = await world.agent();
  for (const [subject, says] of searchTexts) {
    const note = '秘密 zebracanary ความลับ';
    await world.ticket({ from: maria, subject, says, turns: [{ from: ada, notes: note }] });
  }
  return { maria, ada };
}

export const goldenSearches: [search: string, subject: string][] = [
  ['creme', 'Crème brûlée'],
  ['BRÛLÉE', 'Crème brûlée'],
  ['cre\u0300me', 'Crème brûlée'],
  ['grüße', 'Crème brûlée'],
  ['facade', 'Crème brûlée'],
  ['求', '請求書の件'],
  ['請求', '請求書の件'],
  ['京', '請求書の件'],
  ['サーバー', '請求書の件'],
  ['登录', '登录问题'],
  ['门户', '登录问题'],
  ['รหัส', 'ลงชื่อเข้าใช้ไม่ได้'],
  ['ผ่าน', 'ลงชื่อเข้าใช้ไม่ได้'],
  ['로그', '로그인 문제'],
  ['비밀번호', '로그인 문제'],
  ['войти', 'Не могу войти'],
  ['ЕЛКА', 'Не могу войти'],
  ['الدخول', 'تسجيل الدخول'],
  ['istanbul', 'İstanbul IŞIK'],
  ['ISTANBUL', 'İstanbul IŞIK'],
  ['cozum', 'İstanbul IŞIK'],
  ['a-1042', 'Order A-1042/b'],
  ['A 1042 b', 'Order A-1042/b'],
  ['x@y.example', 'Order A-1042/b'],
  ['snake', 'Order A-1042/b'],
  ['"50% off"', 'Order A-1042/b'],
  ['full', 'ｆｕｌｌ ｗｉｄｔｈ'],
  ['ガギ', 'ｆｕｌｌ ｗｉｄｔｈ'],
];
