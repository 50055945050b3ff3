package cn.estation;

import java.util.List;
import java.util.TreeSet;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route of the running service, as the controllers declare them. */
@Component
public class Routes {

    /** One method and path, with path variables in braces. */
    public record Route(String method, String path) implements Comparable<Route> {
        @Override
        public int compareTo(Route other) {
            int byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private final RequestMappingHandlerMapping handlers;

    Routes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    /** The routes under a path, sorted. */
    public List<Route> under(String prefix) {
        var routes = new TreeSet<Route>();
        handlers.getHandlerMethods()
                .forEach((mapping, handler) -> mapping.getPatternValues().stream()
                        .filter(path -> path.equals(prefix) || path.startsWith(prefix + "/"))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> routes.add(new Route(method.name(), path)))));
        return List.copyOf(routes);
    }

    /** The method of a controller that serves a route. */
    public HandlerMethod handler(Route route) {
        return handlers.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getKey().getPatternValues().contains(route.path()))
                .filter(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> method.name().equals(route.method())))
                .map(java.util.Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }
}
