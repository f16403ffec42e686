using Microsoft.AspNetCore.Components;
using TrustBot.CoordinatorConsole.Texts;
using TrustBot.CoordinatorConsole.Web;

namespace TrustBot.CoordinatorConsole.Pages;

/// <summary>What stands in the frame: a page of the console with everything that it shows.</summary>
public abstract class ConsolePage<TModel> : ComponentBase where TModel : class
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = null!;

    [CascadingParameter]
    public ConsoleVisit Visit { get; set; } = null!;

    protected ConsoleTexts T => Visit.Texts;

    protected string Url(string path) => Visit.Url(path);
}

/// <param name="Fragment">Leaves out everything around the page itself.</param>
public sealed record FrameModel(bool Fragment, string Title, Type Page, object Model, Notice? Notice, ConsoleVisit Visit)
{
    public Dictionary<string, object> Parameters => new() { ["Model"] = Model };
}

/// <summary>A page and what it shows, before it is put into the frame.</summary>
public sealed record PageOf(Type Page, object Model)
{
    public static PageOf Of<TPage>(object model) where TPage : IComponent => new(typeof(TPage), model);
}
