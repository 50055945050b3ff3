-- I-identity-6: 系统管理员和审计员不兼任其他岗位
SELECT r.staff_id
FROM identity_staff_role r
JOIN identity_staff p ON p.id = r.staff_id AND p.status = 'ACTIVE'
GROUP BY r.staff_id
HAVING COUNT(DISTINCT r.role) > 1 AND SUM(r.role IN ('ADMINISTRATOR', 'AUDITOR')) > 0
