package cn.estation.identity.staff;

import cn.estation.identity.Crews;
import cn.estation.identity.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

@Service
class StaffCrews implements Crews {

    private final StaffMapper staff;
    private final StaffRoles roles;

    StaffCrews(StaffMapper staff, StaffRoles roles) {
        this.staff = staff;
        this.roles = roles;
    }

    @Override
    public List<Post> at(Collection<Long> cellIds, Permission permission) {
        if (cellIds.isEmpty()) {
            return List.of();
        }
        var cells = Set.copyOf(cellIds);
        return staff.workingAt(cells).stream()
                .flatMap(person -> roles.of(person.id()).stream()
                        .filter(grant ->
                                cells.contains(grant.cellId()) && grant.role().grants(permission))
                        .map(grant -> new Post(person.id(), person.name(), grant.role(), grant.cellId())))
                .toList();
    }

    @Override
    public Map<Long, String> names(Collection<Long> staffIds) {
        return staffIds.isEmpty()
                ? Map.of()
                : staff.named(Set.copyOf(staffIds)).stream()
                        .collect(Collectors.toMap(StaffMapper.Named::id, StaffMapper.Named::name));
    }

    @Override
    public Optional<Long> withLogin(String login) {
        return Optional.ofNullable(staff.byLogin(login)).map(StaffMapper.Row::id);
    }
}
