-- I-identity-11: 已导入或放弃的单位名单不再留姓名和手机号
SELECT r.import_id, r.line
FROM identity_roll_row r
JOIN identity_roll_import i ON i.id = r.import_id
WHERE i.status IN ('DONE', 'DISCARDED') AND (r.waits OR r.name IS NOT NULL OR r.phone_index IS NOT NULL)
LIMIT 100
