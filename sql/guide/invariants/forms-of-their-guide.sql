-- I-guide-11: 上传的表格有它的文件，而且文件记着用在这里
SELECT f.id FROM guide_form f LEFT JOIN media_upload m ON m.id = f.media_id
WHERE m.id IS NULL OR m.purpose <> 'GUIDE_FORM' OR m.used_by <> CONCAT('guide-form:', f.id) LIMIT 100
