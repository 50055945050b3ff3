CREATE TABLE chat_conversation (
  person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁（盲索引）',
  awaiting VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '等对方说什么：NOTHING 不等、FEEDBACK 投诉建议的内容',
  guides VARCHAR(100) COLLATE utf8mb4_bin NOT NULL COMMENT '刚才给出的指南编号，按顺序以逗号分开，回复序号即可选',
  expires_at DATETIME(3) NOT NULL COMMENT '此后不再记得（UTC）',
  PRIMARY KEY (person),
  KEY chat_conversation_expires (expires_at)
) DEFAULT CHARSET = utf8mb4 COMMENT = '机器人记得的上一句话，十分钟后忘记';

CREATE TABLE chat_miss (
  id BIGINT NOT NULL COMMENT '编号',
  app VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '从哪里问的',
  community_id BIGINT COMMENT '提问者所在社区，未登录为空',
  person CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁问的（盲索引）',
  question VARCHAR(2000) COLLATE utf8mb4_bin NOT NULL COMMENT '问了什么（已去除证件号和电话，加密）',
  question_index CHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '问题的盲索引，同样的问题相同',
  reason VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '原因：NOTHING 没有找到、UNSURE 只有相近的',
  asked_at DATETIME(3) NOT NULL COMMENT '时间（UTC）',
  PRIMARY KEY (id),
  KEY chat_miss_question (question_index, id),
  KEY chat_miss_community (community_id, id),
  KEY chat_miss_person (person)
) DEFAULT CHARSET = utf8mb4 COMMENT = '机器人没能回答的问题，供社区补充指南';

GRANT SELECT, INSERT, UPDATE, DELETE ON chat_conversation TO ${service};
GRANT SELECT, INSERT, DELETE ON chat_miss TO ${service};
