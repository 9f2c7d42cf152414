global using Tapedeck.Actors;
