package io.poolwright.integration.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.poolwright.integration.process.Control;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of all requests to ARM and to storage, five in a hundred go wrong, each in one of these ways. */
final class Weather {
  private static final List<String> BOTH =
      List.of(
          "'probability':0.010,'action':'status','status':500,'code':'InternalError'",
          "'probability':0.010,'action':'status','status':503,'code':'ServerBusy',"
              + "'headers':{'Retry-After':'1'}",
          "'probability':0.010,'action':'loseResponse'",
          "'probability':0.008,'action':'cut'",
          "'probability':0.002,'action':'hang'",
          "'probability':0.003,'action':'delay','delayMillis':2500");
  private static final String THROTTLED =
      "'probability':0.007,'action':'status','status':429,'code':'TooManyRequests',"
          + "'headers':{'Retry-After':'1'}";
  private static final String FAULTS = "/_control/faults";
  private static final String BUSY =
      "'probability':0.007,'action':'status','status':500,'code':'OperationTimedOut'";

  private final Site site;
  private final Map<String, Long> fired = new TreeMap<>();
  private long requests;
  private long seed;

  Weather(Site site, long seed) {
    this.site = site;
    this.seed = seed;
  }

  /** To be called again after a restart, which forgets the faults. */
  void begin() {
    begin(site.arm(), THROTTLED);
    begin(site.storage(), BUSY);
  }

  private void begin(Control service, String own) {
    BOTH.forEach(fault -> add(service, fault));
    add(service, own);
  }

  private void add(Control service, String fault) {
    String definition = "{'path':'.','seed':" + seed++ + "," + fault + "}";
    service.fault(definition.replace('\'', '"'));
  }

  /** To be called before a restart. */
  void count() {
    count("arm", site.arm());
    count("storage", site.storage());
  }

  private void count(String name, Control service) {
    requests += requests(service);
    for (JsonNode fault : service.get(FAULTS)) {
      String status = fault.at("/fault/status").asText();
      String kind = status.isEmpty() ? fault.at("/fault/action").asText() : status;
      fired.merge(name + " " + kind, fault.path("fired").asLong(), Long::sum);
    }
  }

  void end() {
    count();
    site.arm().heal();
    site.storage().heal();
  }

  /** Every request meets every fault, spoiled or not. */
  private static long requests(Control service) {
    return service.get(FAULTS).path(0).path("matched").asLong();
  }

  /** Likewise, while it goes on. */
  long requestsByNow() {
    return requests + requests(site.arm()) + requests(site.storage());
  }

  /** How many requests met the faults, spoiled or not. */
  long requests() {
    return requests;
  }

  /** How many requests were spoiled, by service and kind. */
  Map<String, Long> fired() {
    return fired;
  }
}
