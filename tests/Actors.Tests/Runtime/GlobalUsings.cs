global using Tapedeck.Actors;
global using Tapedeck.Actors.TestKit;
