package cn.estation.identity;

import cn.estation.kernel.Actor;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Tells Spring Security who is there: a resident on the API, staff in the console, never one for the other. */
public final class SignedIn extends AbstractAuthenticationToken {

    static final String RESIDENT = "RESIDENT";
    static final String STAFF = "STAFF";

    private final Actor principal;

    private SignedIn(Actor principal, String role) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + role)));
        this.principal = principal;
        setAuthenticated(true);
    }

    public static SignedIn resident(Resident resident) {
        return new SignedIn(resident, RESIDENT);
    }

    public static SignedIn staff(Staff staff) {
        return new SignedIn(staff, STAFF);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return principal;
    }
}
