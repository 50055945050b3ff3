CREATE TABLE wechat_menu (
  id BIGINT NOT NULL COMMENT '编号',
  digest CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '菜单内容的摘要',
  content TEXT COLLATE utf8mb4_bin NOT NULL COMMENT '菜单内容（JSON）',
  publisher VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁发布的',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '结果：REQUESTED 已提交、PUBLISHING 发布中、PUBLISHED 微信已接受、REFUSED 微信未接受、UNKNOWN 不知道',
  outcome_code INT COMMENT '微信返回码',
  published_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  CONSTRAINT wechat_menu_status CHECK (status IN ('REQUESTED', 'PUBLISHING', 'PUBLISHED', 'REFUSED', 'UNKNOWN'))
) DEFAULT CHARSET = utf8mb4 COMMENT = '公众号菜单的每一次发布';

CREATE TABLE wechat_scene (
  scene VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '场景值，如 point-12、cell-34',
  ticket VARCHAR(200) COLLATE utf8mb4_bin NOT NULL COMMENT '永久二维码的票据，用来取图；空为还没有取到',
  address VARCHAR(200) COLLATE utf8mb4_bin NOT NULL COMMENT '二维码里的网址；空为还没有取到',
  title VARCHAR(120) NOT NULL COMMENT '印在码下面的名称',
  cell_id BIGINT NOT NULL COMMENT '属于哪个组织',
  made_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁要的',
  made_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (scene),
  KEY wechat_scene_waiting (ticket)
) DEFAULT CHARSET = utf8mb4 COMMENT = '公众号的永久二维码，每个场景一张，最多十万张';

CREATE TABLE wechat_greeting (
  id TINYINT NOT NULL COMMENT '只有 1',
  content VARCHAR(600) NOT NULL COMMENT '有人关注时说的话',
  changed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁改的',
  changed_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  CONSTRAINT wechat_greeting_single CHECK (id = 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '关注时的问候语，没有这一行用程序自带的';

ALTER TABLE wechat_inbound ADD KEY wechat_inbound_last (app, received_at);

GRANT SELECT, INSERT, UPDATE ON wechat_menu TO ${service};
GRANT SELECT, INSERT, UPDATE ON wechat_scene TO ${service};
GRANT SELECT, INSERT, UPDATE ON wechat_greeting TO ${service};
