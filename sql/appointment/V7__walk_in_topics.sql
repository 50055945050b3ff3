-- 现场取号办什么：统计按单位、日期和事项看。
ALTER TABLE appointment_entry ADD KEY appointment_entry_topic (cell_id, day, kind, guide_id);
