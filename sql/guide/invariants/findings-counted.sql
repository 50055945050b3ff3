-- 指南版本上的校验错误数等于它的校验结果
SELECT v.id FROM guide_version v
WHERE v.linted_by <> '' AND v.lint_errors <> (SELECT COUNT(*) FROM guide_finding f WHERE f.version_id = v.id AND f.severity = 'ERROR')
LIMIT 100
