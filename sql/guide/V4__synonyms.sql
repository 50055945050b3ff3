CREATE TABLE guide_synonym (
  id BIGINT NOT NULL COMMENT '编号',
  cell_id BIGINT NOT NULL COMMENT '在哪个地方有效：区、街道或社区',
  words VARCHAR(300) NOT NULL COMMENT '同组的词，空格分开，互相替代',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：TRYING 试用中（居民还搜不到）、LIVE 已生效、WITHDRAWN 已撤下',
  author VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '提出人',
  added_at DATETIME(3) NOT NULL COMMENT '提出时间（UTC）',
  replayed_at DATETIME(3) COMMENT '用最近 30 天的提问试过的时间（UTC），空为还没有试完',
  asked INT COMMENT '试了多少个不同的提问',
  effects MEDIUMTEXT COMMENT '试出的变化，加密；生效或撤下时清空',
  live_at DATETIME(3) COMMENT '生效时间（UTC）',
  withdrawn_at DATETIME(3) COMMENT '撤下时间（UTC）',
  PRIMARY KEY (id),
  KEY guide_synonym_status (status, id),
  KEY guide_synonym_cell (cell_id, id),
  CONSTRAINT guide_synonym_asked_counts CHECK (asked >= 0),
  CONSTRAINT guide_synonym_live CHECK (status <> 'LIVE' OR live_at IS NOT NULL),
  CONSTRAINT guide_synonym_withdrawn CHECK ((status = 'WITHDRAWN') = (withdrawn_at IS NOT NULL)),
  CONSTRAINT guide_synonym_effects_while_trying CHECK (status = 'TRYING' OR effects IS NULL)
) DEFAULT CHARSET = utf8mb4 COMMENT = '工作人员加的同义词，一行一组';

ALTER TABLE guide_revision
  ADD COLUMN synonyms BIGINT NOT NULL DEFAULT 0 COMMENT '同义词的修订号，每次生效或撤下加 1' AFTER rebuild,
  ADD CONSTRAINT guide_revision_synonyms_count CHECK (synonyms >= 0);

GRANT SELECT, INSERT, UPDATE ON guide_synonym TO ${service};
