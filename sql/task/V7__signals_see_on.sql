-- What the finders of signals look through, every half hour, by keys of their own.
ALTER TABLE task_claim
  ADD COLUMN out_device CHAR(64) COLLATE utf8mb4_bin COMMENT '签退所用设备标识的盲索引' AFTER device,
  MODIFY points BIGINT COMMENT '核实时按细则预计的分数，未计上限和公示；实际计多少见积分',
  ADD KEY task_claim_arrived (checked_in_at),
  ADD KEY task_claim_gone (checked_out_at),
  ADD KEY task_claim_settling (settled_at),
  ADD KEY task_claim_device (device);
