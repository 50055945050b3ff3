-- 国家办事指南要素、情形、审核与生效、校验结果、编辑锁、居民报错

-- 版本：新的字段 -----------------------------------------------------------------------------------------------------

ALTER TABLE guide_version
  MODIFY COLUMN eligibility TEXT NOT NULL COMMENT '受理条件',
  MODIFY COLUMN summary TEXT NOT NULL COMMENT '一段话说明',
  MODIFY COLUMN handling_body VARCHAR(200) NOT NULL COMMENT '实施主体',
  MODIFY COLUMN place VARCHAR(1000) NOT NULL COMMENT '办理地点',
  MODIFY COLUMN hours VARCHAR(1000) NOT NULL COMMENT '办理时间',
  MODIFY COLUMN phone VARCHAR(200) COLLATE utf8mb4_bin NOT NULL COMMENT '咨询电话',
  MODIFY COLUMN status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：DRAFT 草稿、REVIEW 待审核、SCHEDULED 已审核待生效、PUBLISHED 已发布、SUPERSEDED 已被新版取代、SUSPENDED 已停用',
  ADD COLUMN kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'PUBLIC_SERVICE' COMMENT '事项类型：LICENSING 行政许可、BENEFIT 行政给付、CONFIRMATION 行政确认、OTHER_POWER 其他行政权力、PUBLIC_SERVICE 公共服务等' AFTER title,
  ADD COLUMN limits VARCHAR(1000) NOT NULL DEFAULT '' COMMENT '数量限制，空为没有' AFTER eligibility,
  ADD COLUMN body_nature VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'STATUTORY' COMMENT '实施主体性质：STATUTORY 法定机关、AUTHORISED 授权组织、ENTRUSTED 受委托组织' AFTER handling_body,
  ADD COLUMN use_level VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'DISTRICT' COMMENT '行使层级：NATION、PROVINCE、CITY、DISTRICT、SUBDISTRICT、COMMUNITY' AFTER body_nature,
  ADD COLUMN processing VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'COMMITTED' COMMENT '办件类型：IMMEDIATE 即办件、COMMITTED 承诺件' AFTER use_level,
  ADD COLUMN statutory_days INT NOT NULL DEFAULT 0 COMMENT '法定办结时限，0 为没有写明天数' AFTER processing,
  ADD COLUMN statutory_unit VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'WORKING_DAY' COMMENT '法定时限单位：WORKING_DAY 工作日、DAY 自然日' AFTER statutory_days,
  ADD COLUMN statutory_note VARCHAR(500) NOT NULL DEFAULT '' COMMENT '法定时限说明' AFTER statutory_unit,
  ADD COLUMN promised_days INT NOT NULL DEFAULT 0 COMMENT '承诺办结时限，0 为没有写明天数' AFTER statutory_note,
  ADD COLUMN promised_unit VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'WORKING_DAY' COMMENT '承诺时限单位：WORKING_DAY 工作日、DAY 自然日' AFTER promised_days,
  ADD COLUMN promised_note VARCHAR(500) NOT NULL DEFAULT '' COMMENT '承诺时限说明' AFTER promised_unit,
  ADD COLUMN visits INT NOT NULL DEFAULT 1 COMMENT '到办事现场次数' AFTER promised_note,
  ADD COLUMN visit_reason VARCHAR(500) NOT NULL DEFAULT '' COMMENT '必须到现场的原因' AFTER visits,
  ADD COLUMN complaint_phone VARCHAR(200) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '监督投诉电话' AFTER phone,
  ADD COLUMN charged BOOLEAN NOT NULL DEFAULT FALSE COMMENT '是否收费' AFTER complaint_phone,
  ADD COLUMN fee_basis VARCHAR(1000) NOT NULL DEFAULT '' COMMENT '收费依据' AFTER charged,
  ADD COLUMN pay_online BOOLEAN NOT NULL DEFAULT FALSE COMMENT '是否支持网上支付' AFTER fee_basis,
  ADD COLUMN rights TEXT COMMENT '依法享有的权利' AFTER pay_online,
  ADD COLUMN duties TEXT COMMENT '应当履行的义务' AFTER rights,
  ADD COLUMN assisted BOOLEAN NOT NULL DEFAULT FALSE COMMENT '是否可以帮办、代办' AFTER duties,
  ADD COLUMN review_by DATE COMMENT '最迟复核日期' AFTER assisted,
  ADD COLUMN owner VARCHAR(64) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '责任人的登录名' AFTER review_by,
  ADD COLUMN effective_to DATE COMMENT '失效日期（当天仍有效），空为长期有效' AFTER effective_from,
  ADD COLUMN submitter VARCHAR(64) COLLATE utf8mb4_bin COMMENT '提交审核的人' AFTER author,
  ADD COLUMN lint_errors INT NOT NULL DEFAULT 0 COMMENT '校验错误数，有错误不能发布' AFTER submitter,
  ADD COLUMN lint_warnings INT NOT NULL DEFAULT 0 COMMENT '校验提醒数' AFTER lint_errors,
  ADD COLUMN score INT NOT NULL DEFAULT 0 COMMENT '质量得分，0 到 100' AFTER lint_warnings,
  ADD COLUMN linted_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '校验规则的版本，规则变了会重新校验' AFTER score;

UPDATE guide_version SET statutory_note = statutory_limit, promised_note = CASE promised_limit WHEN '当场办结' THEN '' ELSE promised_limit END,
  processing = CASE promised_limit WHEN '当场办结' THEN 'IMMEDIATE' ELSE 'COMMITTED' END,
  charged = (fee <> '' AND fee NOT LIKE '%不收费%');

-- 内容的指纹换了算法：服务第一次启动时按新算法补算。
UPDATE guide_version SET digest = 'before-v2' WHERE digest IS NOT NULL;

ALTER TABLE guide_version
  DROP CONSTRAINT guide_version_published,
  ADD CONSTRAINT guide_version_published CHECK (status IN ('DRAFT', 'REVIEW') OR (publisher IS NOT NULL AND published_at IS NOT NULL AND digest IS NOT NULL)),
  ADD CONSTRAINT guide_version_submitted CHECK (status <> 'REVIEW' OR submitter IS NOT NULL),
  ADD CONSTRAINT guide_version_days CHECK (statutory_days BETWEEN 0 AND 3650 AND promised_days BETWEEN 0 AND 3650),
  ADD CONSTRAINT guide_version_visits CHECK (visits BETWEEN 0 AND 99),
  ADD CONSTRAINT guide_version_lint CHECK (lint_errors >= 0 AND lint_warnings >= 0 AND score BETWEEN 0 AND 100),
  ADD CONSTRAINT guide_version_effective CHECK (effective_to IS NULL OR effective_to >= effective_from);

-- 待审核、待生效的也占着“草稿”的位置：同一事项同时只有一份在改。
ALTER TABLE guide_version DROP KEY guide_version_slot;
ALTER TABLE guide_version DROP COLUMN slot;
ALTER TABLE guide_version
  ADD COLUMN slot VARCHAR(24) COLLATE utf8mb4_bin GENERATED ALWAYS AS (CASE status WHEN 'DRAFT' THEN 'DRAFT' WHEN 'REVIEW' THEN 'DRAFT' WHEN 'SCHEDULED' THEN 'DRAFT' WHEN 'PUBLISHED' THEN 'LIVE' WHEN 'SUSPENDED' THEN 'LIVE' ELSE NULL END) STORED COMMENT '占位：每个事项至多一份在改的、一个现行版本';
ALTER TABLE guide_version ADD UNIQUE KEY guide_version_slot (item_id, slot);
ALTER TABLE guide_version ADD KEY guide_version_effective_from (status, effective_from), ADD KEY guide_version_effective_to (status, effective_to), ADD KEY guide_version_review_by (status, review_by);

-- 版本的子表：以版本和顺序为主键 -----------------------------------------------------------------------------------------

ALTER TABLE guide_document DROP PRIMARY KEY, DROP COLUMN id, ADD PRIMARY KEY (version_id, position), DROP KEY guide_document_position;
ALTER TABLE guide_document
  ADD COLUMN code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '材料在本指南内的短名，情形用它增减材料' AFTER position,
  ADD COLUMN medium VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'PAPER' COMMENT '材料形式：PAPER 纸质、ELECTRONIC 电子、EITHER 都行' AFTER copies,
  ADD COLUMN source VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'APPLICANT' COMMENT '来源：APPLICANT 申请人自备、GOVERNMENT 政府部门核发、OTHER 其他' AFTER necessity,
  ADD COLUMN source_note VARCHAR(500) NOT NULL DEFAULT '' COMMENT '来源说明' AFTER source,
  ADD COLUMN blank_form VARCHAR(500) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '空白表格地址' AFTER source_note,
  ADD COLUMN sample_form VARCHAR(500) COLLATE utf8mb4_bin NOT NULL DEFAULT '' COMMENT '示例样表地址' AFTER blank_form,
  ADD COLUMN always BOOLEAN NOT NULL DEFAULT TRUE COMMENT '是否总要带；否则只在情形要求时带' AFTER note,
  MODIFY COLUMN name VARCHAR(500) NOT NULL COMMENT '材料名称',
  MODIFY COLUMN note TEXT NOT NULL COMMENT '说明';
UPDATE guide_document SET code = CONCAT('d', position);
ALTER TABLE guide_document ADD UNIQUE KEY guide_document_code (version_id, code);

ALTER TABLE guide_step DROP PRIMARY KEY, DROP COLUMN id, ADD PRIMARY KEY (version_id, position), DROP KEY guide_step_position;
ALTER TABLE guide_step
  ADD COLUMN name VARCHAR(100) NOT NULL DEFAULT '' COMMENT '环节名称：受理、审核、审批、办结、送达等' AFTER position,
  MODIFY COLUMN content TEXT NOT NULL COMMENT '这一步做什么';

ALTER TABLE guide_alias DROP PRIMARY KEY, DROP COLUMN id, ADD PRIMARY KEY (version_id, position), DROP KEY guide_alias_position;

CREATE TABLE guide_topic (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  topic VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '主题，如 ELDERLY 养老服务',
  PRIMARY KEY (version_id, position),
  UNIQUE KEY guide_topic_once (version_id, topic),
  KEY guide_topic_by (topic, version_id),
  CONSTRAINT guide_topic_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_topic_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的主题分类';

CREATE TABLE guide_tag (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  tag VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '标签：AT_ONCE 马上办、ONLINE 网上办、NEARBY 就近办、ONE_VISIT 一次办',
  PRIMARY KEY (version_id, position),
  UNIQUE KEY guide_tag_once (version_id, tag),
  CONSTRAINT guide_tag_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_tag_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的便民标签';

CREATE TABLE guide_channel (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '办理形式：COUNTER 窗口、ONLINE 网上、MOBILE 手机、POST 邮寄、TERMINAL 自助终端',
  url VARCHAR(500) COLLATE utf8mb4_bin NOT NULL COMMENT '网址，空为没有',
  note VARCHAR(500) NOT NULL COMMENT '说明',
  PRIMARY KEY (version_id, position),
  CONSTRAINT guide_channel_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_channel_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的办理形式';

CREATE TABLE guide_fee_item (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  name VARCHAR(200) NOT NULL COMMENT '收费项目',
  standard VARCHAR(500) NOT NULL COMMENT '收费标准',
  basis VARCHAR(500) NOT NULL COMMENT '收费依据',
  waiver VARCHAR(500) NOT NULL COMMENT '减免，空为没有',
  PRIMARY KEY (version_id, position),
  CONSTRAINT guide_fee_item_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_fee_item_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的收费项目';

CREATE TABLE guide_result (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果类型：LICENCE 证照、APPROVAL 批文、CERTIFICATE 证明、PAYMENT 资金、RECORD 登记备案、NONE 没有',
  name VARCHAR(200) NOT NULL COMMENT '结果名称',
  sample VARCHAR(500) COLLATE utf8mb4_bin NOT NULL COMMENT '结果样本地址，空为没有',
  delivery VARCHAR(500) NOT NULL COMMENT '送达方式和时限',
  PRIMARY KEY (version_id, position),
  CONSTRAINT guide_result_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_result_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的办理结果';

CREATE TABLE guide_faq (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  question VARCHAR(500) NOT NULL COMMENT '常见问题',
  answer TEXT NOT NULL COMMENT '解答',
  PRIMARY KEY (version_id, position),
  CONSTRAINT guide_faq_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_faq_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的常见问题';

CREATE TABLE guide_law (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  law VARCHAR(300) NOT NULL COMMENT '法律法规名称',
  number VARCHAR(100) NOT NULL COMMENT '文号',
  article VARCHAR(200) NOT NULL COMMENT '条款号',
  content TEXT NOT NULL COMMENT '条款内容',
  PRIMARY KEY (version_id, position),
  CONSTRAINT guide_law_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_law_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '办事指南的设定依据';

CREATE TABLE guide_plain_text (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  reader VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '写给谁：ELDERLY 老年人、YOUNG 年轻人、NEWBORN 新生儿家庭',
  content TEXT NOT NULL COMMENT '明白卡文字',
  PRIMARY KEY (version_id, reader),
  CONSTRAINT guide_plain_text_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '写给不同人群的明白卡';

CREATE TABLE guide_circumstance (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起，第一个最先问',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '情形在本指南内的短名',
  question VARCHAR(300) NOT NULL COMMENT '问居民的话',
  PRIMARY KEY (version_id, position),
  UNIQUE KEY guide_circumstance_code (version_id, code),
  CONSTRAINT guide_circumstance_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_circumstance_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '情形：一个会改变材料、费用、地点或时间的问题';

CREATE TABLE guide_circumstance_option (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '在本指南全部选项中的顺序，从 1 起',
  circumstance VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '所属情形的短名',
  code VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '选项在该情形内的短名',
  content VARCHAR(300) NOT NULL COMMENT '选项的话',
  next_circumstance VARCHAR(64) COLLATE utf8mb4_bin COMMENT '选它之后问的情形，空为问完',
  PRIMARY KEY (version_id, position),
  UNIQUE KEY guide_circumstance_option_code (version_id, circumstance, code),
  CONSTRAINT guide_circumstance_option_of FOREIGN KEY (version_id, circumstance) REFERENCES guide_circumstance (version_id, code),
  CONSTRAINT guide_circumstance_option_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '情形的选项';

CREATE TABLE guide_option_effect (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '在本指南全部影响中的顺序，从 1 起',
  circumstance VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '情形的短名',
  choice VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '选项的短名',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '影响：ADD_DOCUMENT 要多带、DROP_DOCUMENT 不用带、FEE 费用、PLACE 地点、TIME 时间',
  document VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '材料的短名，其他影响为空',
  content VARCHAR(500) NOT NULL COMMENT '改成什么，材料为空',
  PRIMARY KEY (version_id, position),
  KEY guide_option_effect_option (version_id, circumstance, choice),
  CONSTRAINT guide_option_effect_of FOREIGN KEY (version_id, circumstance, choice) REFERENCES guide_circumstance_option (version_id, circumstance, code),
  CONSTRAINT guide_option_effect_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '选项的影响';

-- 已有的内容搬到新表 ---------------------------------------------------------------------------------------------------

INSERT INTO guide_topic (version_id, position, topic)
SELECT id, 1, CASE topic WHEN 'IDENTITY' THEN 'HOUSEHOLD' WHEN 'MEDICAL' THEN 'MEDICAL_INSURANCE'
  WHEN 'SOCIAL_SECURITY' THEN 'SOCIAL_INSURANCE' WHEN 'AGEING' THEN 'ELDERLY' WHEN 'FAMILY' THEN 'BIRTH'
  WHEN 'DAILY_LIFE' THEN 'COMMUNITY' ELSE topic END FROM guide_version;
INSERT INTO guide_channel (version_id, position, kind, url, note) SELECT id, 1, 'COUNTER', '', '' FROM guide_version WHERE place <> '';
INSERT INTO guide_channel (version_id, position, kind, url, note) SELECT id, 2, 'ONLINE', online_url, '' FROM guide_version WHERE online_url <> '';
INSERT INTO guide_fee_item (version_id, position, name, standard, basis, waiver) SELECT id, 1, '', fee, '', '' FROM guide_version WHERE charged;
INSERT INTO guide_law (version_id, position, law, number, article, content) SELECT id, 1, LEFT(legal_basis, 300), '', '', '' FROM guide_version WHERE legal_basis IS NOT NULL;

UPDATE guide_version SET audience = 'PERSON';
ALTER TABLE guide_version MODIFY COLUMN audience VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '服务对象：PERSON 个人、ORGANISATION 企业和单位、BOTH 都有';
UPDATE guide_version SET rights = '', duties = '';
ALTER TABLE guide_version
  MODIFY COLUMN rights TEXT NOT NULL COMMENT '依法享有的权利',
  MODIFY COLUMN duties TEXT NOT NULL COMMENT '应当履行的义务',
  DROP COLUMN topic, DROP COLUMN online_url, DROP COLUMN fee, DROP COLUMN statutory_limit, DROP COLUMN promised_limit, DROP COLUMN legal_basis;

-- 校验结果 -----------------------------------------------------------------------------------------------------------

CREATE TABLE guide_finding (
  version_id BIGINT NOT NULL COMMENT '指南版本',
  position INT NOT NULL COMMENT '顺序，从 1 起',
  severity VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '轻重：ERROR 错误、WARNING 提醒',
  rule VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '规则，如 promise-within-law',
  field VARCHAR(100) COLLATE utf8mb4_bin NOT NULL COMMENT '所在的字段，如 documents[2].name',
  sentence VARCHAR(500) NOT NULL COMMENT '哪里不对、怎么改',
  PRIMARY KEY (version_id, position),
  KEY guide_finding_rule (rule, version_id),
  CONSTRAINT guide_finding_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_finding_position_counts CHECK (position > 0)
) DEFAULT CHARSET = utf8mb4 COMMENT = '指南版本的校验结果，每次保存后重算';

-- 编辑锁 -------------------------------------------------------------------------------------------------------------

CREATE TABLE guide_edit_lock (
  item_id BIGINT NOT NULL COMMENT '事项',
  holder VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '正在编辑的人',
  holder_name VARCHAR(100) NOT NULL COMMENT '正在编辑的人的姓名',
  since DATETIME(3) NOT NULL COMMENT '开始编辑的时间（UTC）',
  expires_at DATETIME(3) NOT NULL COMMENT '到这时没有动静就放开（UTC）',
  taken_from VARCHAR(64) COLLATE utf8mb4_bin COMMENT '从谁那里接手，空为没有',
  PRIMARY KEY (item_id),
  CONSTRAINT guide_edit_lock_of_item FOREIGN KEY (item_id) REFERENCES guide_item (id)
) DEFAULT CHARSET = utf8mb4 COMMENT = '谁正在编辑哪份指南，同时只有一人';

-- 居民报错和过期 -------------------------------------------------------------------------------------------------------

ALTER TABLE guide_item
  ADD COLUMN stale_since DATETIME(3) COMMENT '被标为可能过时的时间（UTC），空为没有',
  ADD COLUMN stale_reason VARCHAR(24) COLLATE utf8mb4_bin COMMENT '为什么可能过时：REVIEW_DUE 过了复核日期、REPORTED 居民多次报错',
  ADD CONSTRAINT guide_item_stale CHECK ((stale_since IS NULL) = (stale_reason IS NULL));

CREATE TABLE guide_report (
  id BIGINT NOT NULL COMMENT '编号',
  item_id BIGINT NOT NULL COMMENT '事项',
  version_id BIGINT NOT NULL COMMENT '居民当时看的版本',
  cell_id BIGINT NOT NULL COMMENT '事项的适用范围，工作人员按它看到',
  resident_id BIGINT NOT NULL COMMENT '谁报的',
  part VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '哪里不对：PLACE 地点、HOURS 时间、PHONE 电话、DOCUMENTS 材料、FEE 费用、STEPS 流程、OTHER 其他',
  content TEXT COLLATE utf8mb4_bin NOT NULL COMMENT '说明（加密），可以没有说明',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：OPEN 待核对、CONFIRMED 已核对无误、CORRECTED 已改',
  handled_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '处理人',
  handled_note VARCHAR(300) NOT NULL COMMENT '处理说明',
  handled_at DATETIME(3) COMMENT '处理时间（UTC）',
  created_at DATETIME(3) NOT NULL COMMENT '报错时间（UTC）',
  open_slot VARCHAR(24) COLLATE utf8mb4_bin GENERATED ALWAYS AS (CASE status WHEN 'OPEN' THEN part ELSE NULL END) STORED COMMENT '占位：同一人对同一指南的同一处只有一条待核对',
  PRIMARY KEY (id),
  UNIQUE KEY guide_report_once (item_id, resident_id, open_slot),
  KEY guide_report_cell (cell_id, status, id),
  KEY guide_report_resident (resident_id, id),
  CONSTRAINT guide_report_of_item FOREIGN KEY (item_id) REFERENCES guide_item (id),
  CONSTRAINT guide_report_of_version FOREIGN KEY (version_id) REFERENCES guide_version (id),
  CONSTRAINT guide_report_handled CHECK ((status = 'OPEN') = (handled_at IS NULL))
) DEFAULT CHARSET = utf8mb4 COMMENT = '居民说指南信息不对';

GRANT SELECT, INSERT, DELETE ON guide_topic TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_tag TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_channel TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_fee_item TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_result TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_faq TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_law TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_plain_text TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_circumstance TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_circumstance_option TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_option_effect TO ${service};
GRANT SELECT, INSERT, DELETE ON guide_finding TO ${service};
GRANT SELECT, INSERT, UPDATE, DELETE ON guide_edit_lock TO ${service};
GRANT SELECT, INSERT, UPDATE ON guide_report TO ${service};
