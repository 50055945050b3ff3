ALTER TABLE chat_alert
  ADD COLUMN openid VARCHAR(512) COLLATE utf8mb4_bin COMMENT '用客服消息告诉本人有人接了（加密），空为不从公众号来' AFTER resident_id,
  ADD COLUMN heard_at DATETIME(3) COMMENT '本人最近一次为这件事说话（UTC），四十八小时内可发客服消息';
UPDATE chat_alert SET heard_at = raised_at;
ALTER TABLE chat_alert
  MODIFY COLUMN heard_at DATETIME(3) NOT NULL COMMENT '本人最近一次为这件事说话（UTC），四十八小时内可发客服消息';

ALTER TABLE chat_delivery
  CHANGE COLUMN handover_id about_id BIGINT NOT NULL COMMENT '转人工或求助的编号，地址在那里',
  ADD COLUMN about VARCHAR(24) COLLATE utf8mb4_bin NOT NULL DEFAULT 'HANDOVER' COMMENT '为什么事说的：HANDOVER 转人工、ALERT 求助' AFTER id,
  ADD COLUMN heard_at DATETIME(3) COMMENT '本人最近一次来公众号（UTC），四十八小时内可发客服消息' AFTER handed_over;
UPDATE chat_delivery d SET d.heard_at = COALESCE((SELECT h.person_at FROM chat_handover h WHERE h.id = d.about_id), d.changed_at);
ALTER TABLE chat_delivery
  MODIFY COLUMN about VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '为什么事说的：HANDOVER 转人工、ALERT 求助',
  MODIFY COLUMN heard_at DATETIME(3) NOT NULL COMMENT '本人最近一次来公众号（UTC），四十八小时内可发客服消息',
  ADD CONSTRAINT chat_delivery_about CHECK (about IN ('HANDOVER', 'ALERT'));

CREATE TABLE chat_duty_week (
  id BIGINT NOT NULL COMMENT '编号',
  community_id BIGINT NOT NULL COMMENT '社区',
  cell_id BIGINT NOT NULL COMMENT '值哪一片的班：社区、网格或微网格',
  staff_id BIGINT NOT NULL COMMENT '谁值班',
  days INT NOT NULL COMMENT '星期几开始：周一 1、周二 2、周三 4、周四 8、周五 16、周六 32、周日 64 之和',
  starts_minute INT NOT NULL COMMENT '几点开始，从零点数的分钟（北京时间）',
  minutes INT NOT NULL COMMENT '值多久，分钟，可以过零点',
  PRIMARY KEY (id),
  UNIQUE KEY chat_duty_week_once (cell_id, staff_id, days, starts_minute),
  KEY chat_duty_week_community (community_id, id),
  CONSTRAINT chat_duty_week_days CHECK (days BETWEEN 1 AND 127),
  CONSTRAINT chat_duty_week_start CHECK (starts_minute BETWEEN 0 AND 1439),
  CONSTRAINT chat_duty_week_length CHECK (minutes BETWEEN 1 AND 1440)
) DEFAULT CHARSET = utf8mb4 COMMENT = '每周固定的值班；同一片有单次排班时以单次为准';

ALTER TABLE chat_mending
  ADD COLUMN replayed_digest CHAR(64) COLLATE utf8mb4_bin COMMENT '重放的内容的摘要，与现在的内容不同就要再重放' AFTER replayed_edits,
  ADD COLUMN replayed_at DATETIME(3) COMMENT '重放做完的时间（UTC）' AFTER replayed_digest,
  ADD CONSTRAINT chat_mending_cleared CHECK (status <> 'CLEARED' OR reviewer IS NOT NULL);

-- 五百个表情符号是两千字节，加密后放得下
ALTER TABLE chat_question
  MODIFY COLUMN question VARCHAR(3000) COLLATE utf8mb4_bin NOT NULL COMMENT '问了什么（已去除证件号、电话、银行卡号、门牌号，加密）';
ALTER TABLE chat_group
  MODIFY COLUMN sample VARCHAR(3000) COLLATE utf8mb4_bin NOT NULL COMMENT '组里的第一个问题（加密），新问题与它比较';
ALTER TABLE chat_replay
  MODIFY COLUMN question VARCHAR(3000) COLLATE utf8mb4_bin NOT NULL COMMENT '问题（加密）';

GRANT SELECT, INSERT, DELETE ON chat_duty_week TO ${service};
