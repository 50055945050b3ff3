CREATE TABLE chat_asker (
  id BIGINT NOT NULL COMMENT '编号',
  person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  app VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '最近从哪里来：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  openid VARCHAR(512) COLLATE utf8mb4_bin COMMENT '公众号 openid（加密），用来告知答复；只在小程序问过的为空',
  account CHAR(64) COLLATE utf8mb4_bin COMMENT 'openid 的盲索引，撤回授权时据此清空',
  resident_id BIGINT COMMENT '居民，未登录过为空',
  community_id BIGINT NOT NULL COMMENT '所在社区，0 为不知道',
  written_at DATETIME(3) NOT NULL COMMENT '最近一次提问的时间（UTC）',
  account_at DATETIME(3) COMMENT '最近一次给公众号发消息的时间（UTC），四十八小时内可发客服消息；没有发过为空',
  PRIMARY KEY (id),
  UNIQUE KEY chat_asker_person (person),
  KEY chat_asker_account (account),
  KEY chat_asker_written (written_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '问过问题的人：怎样告诉他有了答复';

CREATE TABLE chat_place (
  person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  scene VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '扫的是哪张二维码',
  cell_id BIGINT NOT NULL COMMENT '所在组织：楼栋、微网格或服务点所属的组织',
  point_id BIGINT COMMENT '服务点，扫楼栋码为空',
  scanned_at DATETIME(3) NOT NULL COMMENT '扫码时间（UTC）',
  expires_at DATETIME(3) NOT NULL COMMENT '此后不再记得（UTC）',
  PRIMARY KEY (person),
  KEY chat_place_expires (expires_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '刚扫过哪里的二维码，几小时后忘记';

CREATE TABLE chat_question (
  id BIGINT NOT NULL COMMENT '编号',
  channel VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '渠道：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序对话、SEARCH 小程序搜索',
  person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁问的（盲索引；绑定过的按居民算）',
  conversation CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '在哪个对话里问的（盲索引）',
  community_id BIGINT NOT NULL COMMENT '提问者所在社区，0 为不知道',
  cell_id BIGINT COMMENT '扫码得知的所在组织，没有扫码为空',
  question VARCHAR(2500) COLLATE utf8mb4_bin NOT NULL COMMENT '问了什么（已去除证件号、电话、银行卡号、门牌号，加密）',
  question_index CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '问题的盲索引，同样的问题相同',
  outcome VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果：GUIDE 指南答复、STANDING 固定答复、CHOICES 让人选、MISS 不知道、CHOSEN 选了一项、ACCOUNT、TALK、FEEDBACK、EMERGENCY 等',
  guide_id BIGINT COMMENT '答复所依据的指南',
  version_id BIGINT COMMENT '答复所依据的指南版本',
  standing_id BIGINT COMMENT '答复所依据的固定答复（每版一个编号）',
  chosen_guide_id BIGINT COMMENT '后来选了或点开了哪份指南',
  chosen_at DATETIME(3) COMMENT '选或点开的时间（UTC）',
  group_id BIGINT COMMENT '归入哪一组相似问题；0 为等待归组，空为不归组',
  asked_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY chat_question_group (group_id, id),
  KEY chat_question_person (person, id),
  KEY chat_question_asked (asked_at),
  KEY chat_question_community (community_id, id),
  CONSTRAINT chat_question_chosen CHECK ((chosen_guide_id IS NULL) = (chosen_at IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '每一个问题和它的结果，一年后删除';

CREATE TABLE chat_group (
  id BIGINT NOT NULL COMMENT '编号',
  sample VARCHAR(2500) COLLATE utf8mb4_bin NOT NULL COMMENT '组里的第一个问题（加密），新问题与它比较',
  made_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '相似的问题为一组';

CREATE TABLE chat_form (
  form CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '问题去掉客套话后的样子（盲索引），词序不同也相同',
  group_id BIGINT NOT NULL COMMENT '属于哪一组',
  PRIMARY KEY (form),
  KEY chat_form_group (group_id),
  CONSTRAINT chat_form_group_exists FOREIGN KEY (group_id) REFERENCES chat_group (id) ON DELETE CASCADE
) DEFAULT CHARSET = utf8mb4 COMMENT = '同样意思的问题各种问法归到哪一组';

CREATE TABLE chat_share (
  group_id BIGINT NOT NULL COMMENT '哪一组',
  community_id BIGINT NOT NULL COMMENT '哪个社区的居民问的，0 为不知道',
  asked INT NOT NULL COMMENT '问过几次',
  missed INT NOT NULL COMMENT '其中没答上几次',
  people INT NOT NULL COMMENT '多少人问过',
  waiting INT NOT NULL COMMENT '多少人在等答复',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：NONE 没有未答的、OPEN 待处理、MENDING 处理中、ANSWERED 已答复、DISMISSED 不处理',
  mending_id BIGINT COMMENT '由哪一次处理负责',
  reason VARCHAR(200) NOT NULL COMMENT '不处理的理由，没有为空字',
  first_at DATETIME(3) NOT NULL COMMENT '第一次问的时间（UTC）',
  last_at DATETIME(3) NOT NULL COMMENT '最近一次问的时间（UTC）',
  PRIMARY KEY (group_id, community_id),
  KEY chat_share_work (community_id, status, waiting),
  KEY chat_share_mending (mending_id),
  CONSTRAINT chat_share_group_exists FOREIGN KEY (group_id) REFERENCES chat_group (id) ON DELETE CASCADE,
  CONSTRAINT chat_share_asked CHECK (asked >= 0),
  CONSTRAINT chat_share_missed CHECK (missed BETWEEN 0 AND asked),
  CONSTRAINT chat_share_people CHECK (people >= 0),
  CONSTRAINT chat_share_waiting CHECK (waiting >= 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '一组问题在一个社区的情况：没答上的就是待办';

CREATE TABLE chat_ask (
  id BIGINT NOT NULL COMMENT '编号',
  group_id BIGINT NOT NULL COMMENT '问的是哪一组',
  person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引；绑定过的按居民算，两个渠道是同一人）',
  asker_id BIGINT NOT NULL COMMENT '怎样告诉他',
  community_id BIGINT NOT NULL COMMENT '第一次问时所在社区，0 为不知道',
  times INT NOT NULL COMMENT '问过几次',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：NONE 不等、WAITING 等答复、DUE 待告知、SENDING 发送中、SENT 已发客服消息、UNKNOWN 不知是否送达（不重发）、INBOX 已放进小程序通知、LATER 下次来时告知、TOLD 来时已告知、UNREACHABLE 找不到人、DISMISSED 不处理',
  round INT NOT NULL COMMENT '第几次等答复',
  mending_id BIGINT COMMENT '用哪一次处理的结果告诉他',
  attempts INT NOT NULL COMMENT '客服消息试过几次',
  outcome_code INT COMMENT '微信返回码',
  last_at DATETIME(3) NOT NULL COMMENT '最近一次问的时间（UTC）',
  changed_at DATETIME(3) NOT NULL COMMENT '状态变更时间（UTC）',
  next_at DATETIME(3) NOT NULL COMMENT '何时起可发（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY chat_ask_once (group_id, person),
  KEY chat_ask_due (status, next_at),
  KEY chat_ask_person (person, status),
  KEY chat_ask_asker (asker_id),
  CONSTRAINT chat_ask_group_exists FOREIGN KEY (group_id) REFERENCES chat_group (id) ON DELETE CASCADE,
  CONSTRAINT chat_ask_times CHECK (times >= 1),
  CONSTRAINT chat_ask_round CHECK (round >= 0),
  CONSTRAINT chat_ask_attempts CHECK (attempts BETWEEN 0 AND 5)
) DEFAULT CHARSET = utf8mb4 COMMENT = '谁问过哪一组问题，答上以后每人只告诉一次';

CREATE TABLE chat_mending (
  id BIGINT NOT NULL COMMENT '编号',
  group_id BIGINT COMMENT '为哪一组问题，固定答复改版时可为空',
  cell_id BIGINT NOT NULL COMMENT '对哪个组织以下有效：区、街道或社区',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '怎样答：ALIAS 给指南加居民的叫法、FAQ 给指南加问答、SYNONYM 加同义词、STANDING 固定答复',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PROPOSED 待审核、LIVE 已生效、RETURNED 退回、WITHDRAWN 撤下、SUPERSEDED 被新版取代',
  number INT NOT NULL COMMENT '第几版（固定答复），其他为 1',
  edits INT NOT NULL COMMENT '保存过几次，审核的人看到的是哪一次',
  guide_id BIGINT COMMENT '哪份指南（ALIAS、FAQ）',
  draft_version_id BIGINT COMMENT '写进了指南的哪个草稿版本',
  question VARCHAR(200) NOT NULL COMMENT '问答的问题，或固定答复的标题',
  words VARCHAR(2000) NOT NULL COMMENT '叫法、同义词或其他问法，每行一个',
  answer VARCHAR(2000) NOT NULL COMMENT '问答或固定答复的内容',
  author VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁写的',
  reviewer VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁审核发布的',
  digest CHAR(64) COLLATE utf8mb4_bin COMMENT '审核通过时全文的摘要',
  replay_job_id BIGINT COMMENT '重放任务',
  replayed_edits INT NOT NULL COMMENT '重放的是哪一次保存，0 为没有重放',
  replayed INT NOT NULL COMMENT '重放了多少个问题',
  mended INT NOT NULL COMMENT '现在能答上的',
  changed INT NOT NULL COMMENT '原来答得上、现在答案会变的',
  proposed_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  live_at DATETIME(3) COMMENT '生效时间（UTC）',
  PRIMARY KEY (id),
  KEY chat_mending_group (group_id, id),
  KEY chat_mending_status (status, kind, id),
  KEY chat_mending_guide (guide_id, status),
  KEY chat_mending_cell (cell_id, status, id),
  CONSTRAINT chat_mending_versions CHECK (number >= 1 AND edits >= 1),
  CONSTRAINT chat_mending_replay CHECK (replayed_edits BETWEEN 0 AND edits AND replayed >= 0 AND mended >= 0 AND changed >= 0),
  CONSTRAINT chat_mending_four_eyes CHECK (reviewer IS NULL OR reviewer <> author),
  CONSTRAINT chat_mending_live CHECK (status <> 'LIVE' OR (reviewer IS NOT NULL AND live_at IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '工作人员怎样把没答上的问题答上';

CREATE TABLE chat_move (
  id BIGINT NOT NULL COMMENT '编号',
  mending_id BIGINT NOT NULL COMMENT '哪一次处理',
  from_status VARCHAR(24) COLLATE utf8mb4_bin COMMENT '原来的状态，新建为空',
  to_status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '后来的状态',
  actor VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁',
  reason VARCHAR(200) NOT NULL COMMENT '为什么',
  moved_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY chat_move_mending (mending_id, id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '处理的每一步';

CREATE TABLE chat_replay (
  id BIGINT NOT NULL COMMENT '编号',
  mending_id BIGINT NOT NULL COMMENT '哪一次处理',
  effect VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '效果：MENDED 现在答得上、CHANGED 答案会变、LOST 反而答不上',
  question VARCHAR(2500) COLLATE utf8mb4_bin NOT NULL COMMENT '问题（加密）',
  community_id BIGINT NOT NULL COMMENT '最近一次是哪个社区的居民问的，0 为不知道',
  times INT NOT NULL COMMENT '三十天里问过几次',
  before_title VARCHAR(200) NOT NULL COMMENT '原来答什么，空为没答上',
  after_title VARCHAR(200) NOT NULL COMMENT '现在答什么，空为答不上',
  PRIMARY KEY (id),
  KEY chat_replay_mending (mending_id, effect, times),
  CONSTRAINT chat_replay_times CHECK (times >= 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '重放最近三十天的问题，哪些的答案会变';

CREATE TABLE chat_day (
  day DATE NOT NULL COMMENT '哪天（北京时间）',
  community_id BIGINT NOT NULL COMMENT '社区，0 为不知道',
  channel VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '渠道',
  outcome VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果',
  asked INT NOT NULL COMMENT '多少个问题',
  chosen INT NOT NULL COMMENT '其中选了或点开了指南的',
  PRIMARY KEY (day, community_id, channel, outcome),
  CONSTRAINT chat_day_asked CHECK (asked >= 0),
  CONSTRAINT chat_day_chosen CHECK (chosen BETWEEN 0 AND asked)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每天的问题数，由定时任务汇总，可重算';

CREATE TABLE chat_day_group (
  day DATE NOT NULL COMMENT '哪天（北京时间）',
  community_id BIGINT NOT NULL COMMENT '社区，0 为不知道',
  group_id BIGINT NOT NULL COMMENT '哪一组问题',
  asked INT NOT NULL COMMENT '问了几次',
  missed INT NOT NULL COMMENT '其中没答上几次',
  chosen INT NOT NULL COMMENT '其中选了或点开了指南几次',
  PRIMARY KEY (day, community_id, group_id),
  CONSTRAINT chat_day_group_asked CHECK (asked >= 0),
  CONSTRAINT chat_day_group_missed CHECK (missed BETWEEN 0 AND asked),
  CONSTRAINT chat_day_group_chosen CHECK (chosen BETWEEN 0 AND asked)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每天每组问题问了几次，由定时任务汇总，可重算';

CREATE TABLE chat_day_guide (
  day DATE NOT NULL COMMENT '哪天（北京时间）',
  guide_id BIGINT NOT NULL COMMENT '指南',
  asked INT NOT NULL COMMENT '用它答了几次，含选中和点开',
  PRIMARY KEY (day, guide_id),
  CONSTRAINT chat_day_guide_asked CHECK (asked >= 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每天每份指南被问到几次，由定时任务汇总，可重算';

GRANT SELECT, INSERT, UPDATE, DELETE ON chat_asker TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_place TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_question TO ${service};
GRANT SELECT, INSERT, DELETE ON chat_group TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_form TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_share TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_ask TO ${service};
GRANT SELECT, INSERT, UPDATE ON chat_mending TO ${service};
GRANT SELECT, INSERT ON chat_move TO ${service};
GRANT SELECT, INSERT, DELETE ON chat_replay TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_day TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_day_group TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON chat_day_guide TO ${service};
