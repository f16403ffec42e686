using NodaTime;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>Does what the hosted services and jobs do, one thing at a time; a crash throws everything away that was only in memory.</summary>
internal sealed class Host(Func<Node> start, VirtualTime time, EventLog log, Action afterStep)
{
    private const int MostNudges = 10_000;
    private Node node = start();

    public Node Node => node;

    public long Crashes { get; private set; }

    public long Steps { get; private set; }

    /// <returns>False when the process died or the store was away: nobody was told that it worked.</returns>
    public bool Do(string what, Action<Node> act)
    {
        var done = Once(what, act);
        Follow();
        return done;
    }

    public void Restart()
    {
        Crashes++;
        log.Add("restart", "");
        time.Advance(Duration.FromSeconds(3));
        node = start();
    }

    /// <returns>Whether this process held the lease and did its work to the end: only then are lost hints made anew.</returns>
    public bool Wake()
    {
        var held = false;
        return Do("wake", one =>
        {
            if (!(held = one.Leases.HoldAsync(default).Result()))
                return;
            one.Repair.RunIfLostAsync(default).Result();
            one.Waker.RunOnceAsync(time.Now, default).Result();
        }) && held;
    }

    /// <summary>What the courier service does.</summary>
    private void Follow()
    {
        node.Nudges.Ripen();
        for (var i = 0; node.Nudges.TryTake(out var subject); i++)
        {
            if (i > MostNudges)
                throw new BrokenLawException("I6: nudges make nudges without end.");
            Once("follow", one => one.Dispatcher.RunAsync(subject, default).Done());
            node.Nudges.Ripen();
        }
    }

    private bool Once(string what, Action<Node> act)
    {
        Steps++;
        try
        {
            act(node);
        }
        catch (SimulatedCrashException)
        {
            Restart();
            afterStep();
            return false;
        }
        catch (StoreUnavailableException e)
        {
            log.Add("store away", what);
            if (Canaries.Has(e.ToString()))
                throw new BrokenLawException("I3: an exception holds somebody's words.");
            afterStep();
            return false;
        }
        catch (Exception e) when (e is not BrokenLawException)
        {
            throw new BrokenLawException(Canaries.Has(e.ToString()) ? "I3: an exception holds somebody's words." : $"{what} failed: {e}");
        }
        afterStep();
        return true;
    }
}
