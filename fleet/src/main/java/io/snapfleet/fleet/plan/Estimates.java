package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.plan.Action.ApplyFirewall;
import io.snapfleet.fleet.plan.Action.ArchiveMachine;
import io.snapfleet.fleet.plan.Action.CreateNetwork;
import io.snapfleet.fleet.plan.Action.CreateVolume;
import io.snapfleet.fleet.plan.Action.DeleteBalancer;
import io.snapfleet.fleet.plan.Action.DeleteFirewall;
import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.DeleteNetwork;
import io.snapfleet.fleet.plan.Action.DeleteVolume;
import io.snapfleet.fleet.plan.Action.DrainMachine;
import io.snapfleet.fleet.plan.Action.InitialiseApplication;
import io.snapfleet.fleet.plan.Action.InstallMachine;
import io.snapfleet.fleet.plan.Action.JoinMachine;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.fleet.plan.Action.LoadDatabase;
import io.snapfleet.fleet.plan.Action.PersonaliseMachine;
import io.snapfleet.fleet.plan.Action.PointDomain;
import io.snapfleet.fleet.plan.Action.PrepareBaseImage;
import io.snapfleet.fleet.plan.Action.RefreshFiles;
import io.snapfleet.fleet.plan.Action.ReleaseDomain;
import io.snapfleet.fleet.plan.Action.SetUpBalancer;
import io.snapfleet.fleet.plan.Action.UnpackArchive;
import java.time.Duration;

/** First guesses of how long actions take on the local provider; real times are in the timeline. */
final class Estimates {
  private Estimates() {}

  static Duration of(Action action) {
    return switch (action) {
      case PrepareBaseImage base -> Duration.ofSeconds(40);
      case InstallMachine install -> Duration.ofSeconds(60);
      case ArchiveMachine archive -> Duration.ofSeconds(15);
      case UnpackArchive unpack -> Duration.ofSeconds(10);
      case LaunchMachine launch -> Duration.ofSeconds(1);
      case PersonaliseMachine personalise -> Duration.ofSeconds(2);
      case InitialiseApplication initialise -> Duration.ofSeconds(2);
      case RefreshFiles refresh -> Duration.ofMillis(500);
      case LoadDatabase load -> Duration.ofSeconds(3);
      case DrainMachine drain -> Duration.ofSeconds(1);
      case DeleteMachine delete -> Duration.ofSeconds(1);
      case JoinMachine join -> Duration.ofMillis(200);
      case CreateNetwork network -> Duration.ofMillis(200);
      case ApplyFirewall firewall -> Duration.ofMillis(100);
      case CreateVolume volume -> Duration.ofMillis(100);
      case SetUpBalancer balancer -> Duration.ofSeconds(90);
      case DeleteBalancer balancer -> Duration.ofSeconds(2);
      case DeleteVolume volume -> Duration.ofMillis(100);
      case DeleteFirewall firewall -> Duration.ofMillis(100);
      case PointDomain domain -> Duration.ofSeconds(1);
      case ReleaseDomain domain -> Duration.ofSeconds(1);
      case DeleteNetwork network -> Duration.ofMillis(200);
    };
  }
}
