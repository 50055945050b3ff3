CREATE TABLE task_proposed_change (
  id BIGINT NOT NULL COMMENT '编号',
  task_id BIGINT NOT NULL COMMENT '任务',
  community_id BIGINT NOT NULL COMMENT '社区',
  base_version INT NOT NULL COMMENT '依据任务的哪个版本修改',
  content VARCHAR(8000) NOT NULL COMMENT '修改后的内容（JSON），审核通过才生效',
  summary VARCHAR(500) NOT NULL COMMENT '改了什么，从什么改成什么',
  reason VARCHAR(200) NOT NULL COMMENT '为什么改',
  status VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '状态：PROPOSED 待审核、APPROVED 已通过、REJECTED 未通过、WITHDRAWN 已撤回',
  proposed_by VARCHAR(64) COLLATE utf8mb4_bin NOT NULL COMMENT '谁提出',
  proposed_at DATETIME(3) NOT NULL COMMENT '提出时间（UTC）',
  decided_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁审核或撤回，审核的不能是提出的人',
  decided_at DATETIME(3) COMMENT '审核或撤回时间（UTC）',
  decision VARCHAR(200) NOT NULL COMMENT '未通过的原因，没有则为空字符串',
  open_task_id BIGINT GENERATED ALWAYS AS (CASE WHEN status = 'PROPOSED' THEN task_id END) STORED COMMENT '待审核时为任务编号，保证一个任务同时只有一项',
  PRIMARY KEY (id),
  UNIQUE KEY task_proposed_change_open (open_task_id),
  KEY task_proposed_change_task (task_id, id),
  KEY task_proposed_change_community (community_id, status, id),
  CONSTRAINT task_proposed_change_version CHECK (base_version >= 0),
  CONSTRAINT task_proposed_change_status CHECK (status IN ('PROPOSED', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
  CONSTRAINT task_proposed_change_decided CHECK ((status = 'PROPOSED') = (decided_by IS NULL)),
  CONSTRAINT task_proposed_change_two CHECK (status NOT IN ('APPROVED', 'REJECTED') OR decided_by <> proposed_by)
) DEFAULT CHARSET = utf8mb4 COMMENT = '要审核的社区里，发布后的修改先放在这里，另一人审核通过才生效';

GRANT SELECT, INSERT, UPDATE ON task_proposed_change TO ${service};
