-- 工作台：按姓名找代约的预约，日周月视图只读索引，爽约规则按生效日期，解除限制写明原因。
ALTER TABLE appointment_booking
  ADD COLUMN name_index CHAR(64) COLLATE utf8mb4_bin COMMENT '办事人姓名的盲索引，本人约的为空' AFTER phone_index,
  ADD KEY appointment_booking_name (name_index, starts_at),
  ADD KEY appointment_booking_view (bookable_id, day, slot_id, status);

ALTER TABLE appointment_no_show_rule
  ADD COLUMN effective_from DATE NOT NULL DEFAULT '2020-01-01' COMMENT '从哪天的预约起适用' AFTER cell_id,
  DROP PRIMARY KEY,
  ADD PRIMARY KEY (cell_id, effective_from);

ALTER TABLE appointment_restriction
  ADD COLUMN lifted_note VARCHAR(200) COMMENT '为什么提前解除' AFTER lifted_by,
  ADD KEY appointment_restriction_cell (cell_id, ends_at);

ALTER TABLE appointment_flag
  MODIFY COLUMN reason VARCHAR(24) COLLATE utf8mb4_bin NOT NULL COMMENT '为什么：SLOT_REMOVED 时段取消、TIME_CHANGED 时间变了、CAPACITY_CUT 号数减少、DAY_BLOCKED 当天关闭、PLACE_CHANGED 地点变了、ACTIVITY_CHANGED 活动有变、GUIDE_CHANGED 指南更新、GUIDE_SUSPENDED 指南停用';

ALTER TABLE appointment_waiting
  ADD KEY appointment_waiting_cell (cell_id, live);
