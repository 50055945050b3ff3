-- 已完成或放弃的导入没有留着待写的内容
SELECT r.import_id, r.line FROM guide_import_row r JOIN guide_import i ON i.id = r.import_id
WHERE i.status IN ('DONE', 'DISCARDED') AND r.content IS NOT NULL
LIMIT 100
