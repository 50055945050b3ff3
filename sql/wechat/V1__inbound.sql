CREATE TABLE wechat_inbound (
  id BIGINT NOT NULL COMMENT '编号',
  app VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '哪个账号：OFFICIAL_ACCOUNT 公众号、MINI_PROGRAM 小程序',
  dedupe_key CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '去重键：MsgId，或发送者、时间、事件、键值的摘要',
  kind VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '种类：TEXT 文字、FOLLOW 关注、MENU_CLICK 菜单等',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：RECEIVED、SILENT、ANSWERED、REPLIED、SENDING、SENT、REFUSED、UNKNOWN',
  openid VARCHAR(512) COLLATE utf8mb4_bin COMMENT '发送者（加密），注销后清空',
  openid_index CHAR(64) COLLATE utf8mb4_bin COMMENT '发送者的盲索引，注销后清空',
  content TEXT COLLATE utf8mb4_bin COMMENT '来信文字（加密）',
  message_key VARCHAR(128) COLLATE utf8mb4_bin NOT NULL COMMENT '菜单键或二维码场景值',
  answer TEXT COLLATE utf8mb4_bin COMMENT '答复（加密）',
  attempts INT NOT NULL COMMENT '客服消息已试几次',
  handed_over INT NOT NULL COMMENT '客服消息可能已送达的次数，至多一次',
  outcome_code INT COMMENT '微信返回码',
  said_at DATETIME(3) NOT NULL COMMENT '来信时间（微信时钟，UTC）',
  received_at DATETIME(3) NOT NULL COMMENT '收到时间（UTC）',
  changed_at DATETIME(3) NOT NULL COMMENT '状态变更时间（UTC）',
  next_at DATETIME(3) NOT NULL COMMENT '此后可由定时任务接手（UTC）',
  PRIMARY KEY (id),
  UNIQUE KEY wechat_inbound_dedupe (app, dedupe_key),
  KEY wechat_inbound_next (status, next_at),
  KEY wechat_inbound_openid (openid_index),
  KEY wechat_inbound_received (received_at),
  CONSTRAINT wechat_inbound_attempts CHECK (attempts >= 0),
  CONSTRAINT wechat_inbound_once CHECK (handed_over BETWEEN 0 AND 1)
) DEFAULT CHARSET = utf8mb4 COMMENT = '微信推送来的消息与事件，每条只处理一次、至多答复一次，三十天后删除';

GRANT SELECT, INSERT, UPDATE, DELETE ON wechat_inbound TO ${service};
