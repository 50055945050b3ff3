-- Who publishes a draft stands for it as who submits it does; a draft that was edited is another one to review.
ALTER TABLE task_volunteer_task
  MODIFY submitted_by VARCHAR(64) COLLATE utf8mb4_bin COMMENT '谁提交审核，或未经审核直接发布',
  MODIFY version INT NOT NULL DEFAULT 1 COMMENT '第几版：草稿改一次、认领后改一次，都加一';
