'use strict';

const $ = id => document.getElementById(id);
const KINDS = {PASSIVE: '被动回复', CUSTOMER_SERVICE: '客服消息', SUBSCRIPTION: '订阅消息', PLATFORM: '平台提示'};
const COLOURS = ['#b3541e', '#1a5fb4', '#2b7a3d', '#8a3ab9', '#00707a', '#a1324f', '#5d6d1e', '#41528c'];
const SUGGESTIONS = ['老年优待证怎么办', '居住证要带什么材料', '我有多少积分', '我要投诉'];
const PLACES = [
  ['政务服务中心门口', 32.0606, 118.8015], ['明湖街道', 32.0700, 118.7805], ['外地（附近没有服务点）', 31.2304, 121.4737],
];
const INFO = {
  'mini-program': [['8', '手机号'], ['6', '昵称头像'], ['13', '位置'], ['14', '选中的照片'], ['18', '选择的地点'], ['5', '麦克风']],
  'official-account': [['205', '昵称'], ['201', '地址'], ['206', '位置']],
};
let person = new URLSearchParams(location.search).get('person') || '';
let version = -1;
let state = null;
let waiting = null;

/** Makes an element: attributes by name, `on…` as listeners, children as nodes or text. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

function toast(text) {
  $('toast').textContent = text;
  $('toast').hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $('toast').hidden = true; }, 3500);
}

async function call(method, path, body) {
  const answer = await fetch('/control/' + path, {
    method, headers: {'Content-Type': 'application/json'}, body: body && JSON.stringify(body)});
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error || '没有成功');
  return json;
}

async function act(what, body = {}) {
  try {
    return await call('POST', `persons/${person}/${what}`, {...body, wait: false});
  } catch (refused) {
    toast(refused.message);
    return null;
  }
}

async function send(text, menuId = '') {
  if (text.trim()) await act('text', {text, menuId});
}

// What is shown

function showPersons() {
  const known = [...document.querySelectorAll('[data-person]')].map(one => one.dataset.person + one.dataset.following);
  const wanted = state.persons.map(one => one.id + one.following);
  if (known.join() === wanted.join()) return;
  const focused = document.activeElement?.id;
  document.querySelectorAll('[data-person]').forEach(one => one.remove());
  state.persons.forEach((one, n) => {
    const radio = make('input', {type: 'radio', name: 'person', id: `person-${one.id}`, value: one.id, onchange: () => choose(one.id)});
    radio.checked = one.id === person;
    $('persons').append(make('label', {class: 'person', 'data-person': one.id, 'data-following': String(one.following)},
      radio, face(one, n), make('span', {}, make('b', {}, one.name, one.following ? make('em', {}, '已关注') : ''), make('small', {}, one.about))));
  });
  if (focused) $(focused)?.focus();
}

function face(one, n = state.persons.findIndex(other => other.id === one.id)) {
  const element = make('span', {class: 'face', 'aria-hidden': 'true'}, one.name.slice(0, 1));
  element.style.background = COLOURS[n % COLOURS.length];
  return element;
}

function showChat() {
  const chat = $('chat');
  const mine = state.person;
  const shown = new Set([...chat.querySelectorAll('[data-message]')].map(one => one.dataset.message));
  const wanted = mine.chat.map(message => String(message.id));
  if (chat.dataset.owner !== person || [...shown].some(id => !wanted.includes(id))) {
    chat.replaceChildren();
    shown.clear();
    chat.dataset.owner = person;
    delete chat.dataset.last;
  }
  const fresh = mine.chat.filter(message => !shown.has(String(message.id)));
  for (const message of fresh) {
    const at = new Date(message.at);
    if (at - Number(chat.dataset.last || 0) > 300000) chat.append(make('time', {class: 'moment'}, moment(at)));
    chat.dataset.last = Number(at);
    chat.append(bubble(message, mine.person));
  }
  if (fresh.length) chat.scrollTop = chat.scrollHeight;
}

function moment(at) {
  const today = at.toDateString() === new Date().toDateString();
  return at.toLocaleString('zh-CN', today ? {hour: '2-digit', minute: '2-digit'} : {month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit'});
}

function bubble(message, owner) {
  const marks = {'data-message': message.id, 'data-kind': message.kind, 'data-type': message.type};
  if (message.kind === 'OWN' && message.type === 'event') return make('span', {class: 'did', ...marks}, message.content);
  const own = message.kind === 'OWN';
  const picture = own ? face(owner) : make('img', {src: '/phone/icon.svg', alt: ''});
  const content = make('div', {class: 'bubble'}, ...(message.kind === 'SUBSCRIPTION' ? card(message) : rich(message.content)));
  const body = make('div', {class: 'body'}, content);
  if (!own) body.append(make('span', {class: 'kind', 'data-kind': message.kind}, KINDS[message.kind]));
  return make('div', {class: own ? 'message own' : 'message', ...marks}, picture, body);
}

function card(message) {
  const list = make('dl');
  for (const [label, value] of Object.entries(message.fields)) list.append(make('dt', {}, label), make('dd', {}, value));
  const parts = [make('h3', {}, message.content), list];
  if (message.link) parts.push(make('p', {class: 'go'}, `进入小程序 ${message.link}`));
  return parts;
}

/** Text with the only markup that the platform shows: links. Everything else stays text. */
function rich(text) {
  const nodes = [];
  const links = /<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a>|(https?:\/\/[^\s<>"'，。；）]+)/g;
  let from = 0;
  for (const found of text.matchAll(links)) {
    nodes.push(text.slice(from, found.index), link(found[1] ?? found[2] ?? found[4], found[3] ?? found[4]));
    from = found.index + found[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter(node => node !== '');
}

function link(href, label) {
  const address = href.replaceAll('&amp;', '&');
  if (address.startsWith('weixin://bizmsgmenu')) {
    const query = new URLSearchParams(address.slice(address.indexOf('?') + 1));
    const text = query.get('msgmenucontent') || label;
    return make('a', {href: '#', 'data-menu-text': text, onclick: event => {
      event.preventDefault();
      send(text, query.get('msgmenuid') || '');
    }}, label);
  }
  return /^https?:\/\//.test(address) ? make('a', {href: address, target: '_blank', rel: 'noopener noreferrer'}, label) : label;
}

function showMenu() {
  const json = JSON.stringify(state.menu);
  if ($('menu').dataset.menu === json) return;
  $('menu').dataset.menu = json;
  $('menu').replaceChildren(...(state.menu?.button || []).map((top, n) => {
    if (!top.sub_button?.length) return make('div', {}, menuButton(top));
    const sub = make('div', {class: 'sub', id: `sub-${n}`, hidden: true}, ...top.sub_button.map(menuButton));
    const opener = make('button', {type: 'button', 'aria-expanded': 'false', 'aria-controls': sub.id, 'data-menu-top': top.name,
      onclick: () => { const open = sub.hidden; closeMenus(); sub.hidden = !open; opener.setAttribute('aria-expanded', String(open)); }}, `≡ ${top.name}`);
    return make('div', {}, opener, sub);
  }));
}

function menuButton(button) {
  const key = button.key || (button.type === 'miniprogram' ? button.pagepath : button.url);
  return make('button', {type: 'button', 'data-menu-key': key, onclick: async () => {
    closeMenus();
    await act('menu', {key});
    if (button.type === 'view') window.open(button.url, '_blank', 'noopener');
    if (button.type === 'miniprogram') toast(`打开小程序页面 ${button.pagepath}`);
  }}, button.name);
}

function closeMenus() {
  document.querySelectorAll('#menu .sub').forEach(sub => { sub.hidden = true; });
  document.querySelectorAll('#menu [aria-expanded]').forEach(opener => opener.setAttribute('aria-expanded', 'false'));
}

function showCodes() {
  const json = JSON.stringify([state.codes, state.miniProgramCodes]);
  if ($('codes').dataset.codes === json) return;
  $('codes').dataset.codes = json;
  const scenes = state.codes.map(code => make('button', {type: 'button', 'data-scene': code.scene, onclick: () => act('scan', {code: code.ticket})},
    make('img', {src: `/cgi-bin/showqrcode?ticket=${encodeURIComponent(code.ticket)}`, alt: '', loading: 'lazy'}), code.scene));
  const pages = state.miniProgramCodes.map(code => make('button', {type: 'button', 'data-page-scene': code.scene,
    onclick: () => toast(`小程序打开 ${code.page || '首页'}，scene=${code.scene}`)}, `小程序码 ${code.page} ${code.scene}`));
  $('codes').replaceChildren(...scenes, ...pages);
}

function showTemplates() {
  const consents = state.person.consents;
  const json = JSON.stringify([person, state.templates, consents]);
  if ($('templates').dataset.shown === json) return;
  $('templates').dataset.shown = json;
  $('templates').replaceChildren(...state.templates.map(template => make('li', {'data-template': template.id},
    make('span', {class: 'grow'}, template.title, ' ', make('small', {'data-left': consents[template.id]}, `还可收 ${consents[template.id]} 条`)),
    make('button', {type: 'button', 'data-act': 'allow', onclick: () => act('popup', {templateIds: [template.id], accept: true})}, '允许一次'),
    make('button', {type: 'button', 'data-act': 'switch-off', class: 'quiet', onclick: () => act('switch-off', {templateId: template.id})}, '关闭'))));
}

function showInbox() {
  const received = state.person.chat.filter(message => message.kind !== 'OWN').reverse();
  $('inbox-count').textContent = received.length;
  const json = person + received.map(message => message.id).join();
  if ($('inbox').dataset.shown === json) return;
  $('inbox').dataset.shown = json;
  $('inbox').replaceChildren(...received.map(message => make('li', {'data-received': message.id, 'data-kind': message.kind},
    make('span', {class: 'kind', 'data-kind': message.kind}, KINDS[message.kind]),
    make('time', {datetime: message.at}, new Date(message.at).toLocaleTimeString('zh-CN')),
    make('span', {class: 'grow'}, plain(message)))));
  if (!received.length) $('inbox').append(make('li', {class: 'empty'}, '还没有收到消息。'));
}

function plain(message) {
  const fields = Object.entries(message.fields).map(([label, value]) => `${label}：${value}`);
  return [message.content.replace(/<\/?a[^>]*>/g, ''), ...fields].join('　');
}

function show() {
  showPersons();
  showMenu();
  showCodes();
  $('server').textContent = state.server ? `消息推送到 ${state.server}` : '还不知道服务端在哪里';
  if (!state.person) return;
  showChat();
  showTemplates();
  showInbox();
  const following = state.person.following;
  $('stranger').hidden = following;
  $('unfollow').hidden = !following;
  for (const id of ['compose', 'menu', 'other-kinds']) $(id).hidden = !following;
  $('suggestions').hidden = !following || state.person.chat.some(message => message.kind === 'OWN' && message.type === 'text');
  document.body.dataset.ready = person;
}

// What keeps it up to date

function choose(id) {
  person = id;
  history.replaceState(null, '', `?person=${encodeURIComponent(id)}`);
  $('login').hidden = true;
  $('phone-number').hidden = true;
  delete document.body.dataset.ready;
  waiting?.abort();
}

async function follow() {
  for (;;) {
    waiting = new AbortController();
    const asked = person;
    try {
      const path = version < 0 || state?.person?.person.id !== asked ? `state?person=${asked}` : `changes?person=${asked}&since=${version}`;
      const answer = await fetch('/control/' + path, {signal: waiting.signal});
      const next = await answer.json();
      if (asked !== person) continue;
      state = next;
      version = state.version;
      if (!state.person && state.persons.length) choose(state.persons[0].id);
      show();
    } catch (gone) {
      if (gone.name === 'AbortError') continue;
      $('server').textContent = '与微信替身的连接断了，正在重连……';
      await new Promise(resume => setTimeout(resume, 1500));
      version = -1;
    }
  }
}

// What can be done

function loginCommand(code) {
  const server = state.server || 'http://127.0.0.1:8080';
  return `VERSION=$(curl -sS ${server}/api/v1/privacy-notice | sed -E 's/.*"version":"?([^",}]*).*/\\1/')\n`
    + `curl -sS -X POST ${server}/api/v1/sessions \\\n  -H 'Content-Type: application/json' \\\n`
    + `  -d '{"code":"${code}","noticeVersion":"'"$VERSION"'"}'`;
}

async function code(kind) {
  const answer = await act(kind);
  return answer ? answer.code : '';
}

function prepare() {
  $('compose').addEventListener('submit', event => {
    event.preventDefault();
    const text = $('message').value;
    $('message').value = '';
    send(text);
  });
  $('message').addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $('compose').requestSubmit();
    }
  });
  $('voice-form').addEventListener('submit', event => {
    event.preventDefault();
    act('voice', {recognised: $('recognised').value});
    $('recognised').value = '';
  });
  $('place-form').addEventListener('submit', event => {
    event.preventDefault();
    const [label, latitude, longitude] = PLACES[$('place').value];
    act('location', {label, latitude, longitude});
  });
  $('place').append(...PLACES.map(([label], n) => make('option', {value: n}, label)));
  $('send-image').addEventListener('click', () => act('media', {type: 'image'}));
  $('send-video').addEventListener('click', () => act('media', {type: 'video'}));
  $('send-sticker').addEventListener('click', () => act('sticker'));
  $('follow').addEventListener('click', () => act('follow'));
  $('unfollow').addEventListener('click', () => act('unfollow'));
  $('scan-form').addEventListener('submit', event => {
    event.preventDefault();
    const scanned = $('scan-code').value.trim();
    if (scanned) act('scan', {code: scanned});
  });
  $('get-login-code').addEventListener('click', async () => {
    const text = await code('login-code');
    $('login-code').textContent = text;
    $('login-command').textContent = loginCommand(text);
    $('login').hidden = false;
  });
  $('get-phone-code').addEventListener('click', async () => {
    $('phone-code').textContent = await code('phone-code');
    $('phone-number').hidden = false;
  });
  document.querySelectorAll('[data-copy]').forEach(button => button.addEventListener('click', async () => {
    await navigator.clipboard.writeText($(button.dataset.copy).textContent);
    toast('已复制');
  }));
  $('account').addEventListener('change', showInfo);
  $('revoke').addEventListener('click', async () => {
    if (await act('revoke', {account: $('account').value, info: $('info').value})) toast('已撤回授权，平台已通知服务端');
  });
  $('cancel').addEventListener('click', async () => {
    if (await act('cancel', {account: $('account').value})) toast('已注销，平台已通知服务端');
  });
  $('clear-chat').addEventListener('click', () => call('DELETE', `persons/${person}/chat`));
  document.addEventListener('keydown', event => { if (event.key === 'Escape') closeMenus(); });
  $('suggestions').append(...SUGGESTIONS.map(text => make('button', {type: 'button', onclick: () => send(text)}, text)));
}

function showInfo() {
  $('info').replaceChildren(...INFO[$('account').value].map(([value, label]) => make('option', {value}, label)));
}

function tick() {
  $('clock').textContent = new Date().toLocaleTimeString('zh-CN', {hour: '2-digit', minute: '2-digit'});
}

prepare();
showInfo();
tick();
setInterval(tick, 10000);
follow();
