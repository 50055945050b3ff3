package cn.estation.audit;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;

@Mapper
interface ProofMapper extends BaseMapper<ProofRun> {

    @Select("SELECT * FROM audit_proof_run ORDER BY id DESC LIMIT #{most}")
    List<ProofRun> latest(int most);
}
